// A button that reads the main part aloud, where the device has a voice for the page's language.
export function readAloud(): void {
  const main = document.querySelector<HTMLElement>("main");
  const words = document.body.dataset;
  if (!main || !("speechSynthesis" in window) || !words.readAloud) return;
  const language = document.documentElement.lang;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "mc-aloud";

  const show = (reading: boolean) => {
    button.setAttribute("aria-pressed", String(reading));
    button.innerHTML = `<svg class="mc-icon" aria-hidden="true" focusable="false"><use href="${words.icons}#sound"></use></svg> <span></span>`;
    button.querySelector("span")!.textContent = (reading ? words.readStop : words.readAloud) ?? "";
  };
  const offer = () => {
    const voice = speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));
    if (!voice || button.isConnected) return;
    button.addEventListener("click", () => toggle(main, voice, show));
    show(false);
    main.prepend(button);
  };
  offer();
  speechSynthesis.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}

function toggle(main: HTMLElement, voice: SpeechSynthesisVoice, show: (reading: boolean) => void): void {
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    show(false);
    return;
  }
  // In pieces: some engines fall silent after a quarter of a minute of one long text.
  const pieces = sentences(main);
  pieces.forEach((piece, index) => {
    const speech = new SpeechSynthesisUtterance(piece);
    speech.voice = voice;
    speech.lang = voice.lang;
    speech.rate = 0.9;
    if (index === pieces.length - 1) speech.onend = () => show(false);
    speechSynthesis.speak(speech);
  });
  show(true);
}

function sentences(main: HTMLElement): string[] {
  const readable = main.querySelectorAll<HTMLElement>("h1, h2, h3, p, li, dt, dd, legend, label, th, td");
  return Array.from(readable)
    .filter((element) => element.offsetParent && !element.querySelector("p, li, label, h1"))
    .map((element) => element.innerText.trim())
    .filter((text) => text.length > 0);
}
