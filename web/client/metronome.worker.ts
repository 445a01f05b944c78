// Rings back after the time asked for. Bells of cancelled timers are ignored on the page.
onmessage = (event: MessageEvent<{ id: number; ms: number }>) => {
  setTimeout(() => postMessage(event.data.id), event.data.ms);
};
