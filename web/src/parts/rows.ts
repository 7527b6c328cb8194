// Arrow keys in a table's body: up and down move between rows, Home and End to the ends, Enter
// opens the row's page. One row at a time is in the tab order.

import type { Attachment } from 'svelte/attachments';

export interface RowKeys {
  open: (id: string) => void;
  light?: (id: string | null) => void;
}

export function rows(keys: RowKeys): Attachment<HTMLElement> {
  return (body) => {
    const all = () => [...body.querySelectorAll<HTMLElement>('tr[data-row]')];
    const idOf = (target: EventTarget | null) =>
      target instanceof Element ? (target.closest<HTMLElement>('tr[data-row]')?.dataset.row ?? null) : null;

    function onkeydown(event: KeyboardEvent): void {
      const list = all();
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-row]') : null;
      const at = row ? list.indexOf(row) : -1;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
      if (to !== undefined && at >= 0) {
        event.preventDefault();
        const next = list[Math.max(0, Math.min(list.length - 1, to))]!;
        for (const other of list) other.tabIndex = other === next ? 0 : -1;
        next.focus();
      } else if (event.key === 'Enter' && event.target === row && row) {
        keys.open(row.dataset.row!);
      }
    }
    const onclick = (event: MouseEvent) => {
      const id = idOf(event.target);
      if (id && event.target instanceof Element && !event.target.closest('button, a')) keys.open(id);
    };
    const lightUp = (event: Event) => keys.light?.(idOf(event.target));
    const lightOff = () => keys.light?.(null);

    body.addEventListener('keydown', onkeydown);
    body.addEventListener('click', onclick);
    body.addEventListener('pointerover', lightUp);
    body.addEventListener('pointerleave', lightOff);
    body.addEventListener('focusin', lightUp);
    return () => {
      body.removeEventListener('keydown', onkeydown);
      body.removeEventListener('click', onclick);
      body.removeEventListener('pointerover', lightUp);
      body.removeEventListener('pointerleave', lightOff);
      body.removeEventListener('focusin', lightUp);
    };
  };
}
