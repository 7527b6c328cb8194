import { mount } from 'svelte';
import App from './App.svelte';
import './field.css';
import { start } from './state.svelte';
import { speak, words } from './text.svelte';

if ('serviceWorker' in navigator && import.meta.env.PROD) void navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' });
await speak(words.lang);
mount(App, { target: document.getElementById('app')! });
await start();
