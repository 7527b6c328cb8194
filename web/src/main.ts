import { mount } from 'svelte';
import App from './App.svelte';
import { dress } from './state.svelte';
import './style.css';

dress();
mount(App, { target: document.getElementById('app')! });
