// Go and stop as sound and vibration: go is one high, short tone, stop two low, long ones.

let context: AudioContext | null = null;

export function signal(isGo: boolean): void {
  try {
    // Before anybody has touched the page a browser lets it do neither, and complains.
    if (navigator.userActivation && !navigator.userActivation.hasBeenActive) return;
    navigator.vibrate?.(isGo ? 80 : [250, 120, 250]);
    context ??= new AudioContext();
    for (const [at, length] of isGo ? [[0, 0.15]] : [[0, 0.3], [0.4, 0.3]]) {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      loudness.gain.value = 0.25;
      tone.frequency.value = isGo ? 880 : 220;
      tone.type = isGo ? 'sine' : 'square';
      tone.connect(loudness).connect(context.destination);
      tone.start(context.currentTime + at!);
      tone.stop(context.currentTime + at! + length!);
    }
  } catch {
    // No sound here: word, shape and colour say it.
  }
}
