// Says that a file is too large before it is sent over a slow line. The server decides; the words come from the page.
export function watchFiles(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[type=file][data-most-bytes]")) {
    input.addEventListener("change", () => check(input));
  }
}

function check(input: HTMLInputElement): void {
  const group = input.closest(".govuk-form-group");
  const id = `${input.id}-size`;
  document.getElementById(id)?.remove();
  const large = Array.from(input.files ?? []).some((file) => file.size > Number(input.dataset.mostBytes));
  group?.classList.toggle("govuk-form-group--error", large);
  input.setCustomValidity(large ? (input.dataset.tooLarge ?? "") : "");
  if (!large) return;
  const message = document.createElement("p");
  message.className = "govuk-error-message";
  message.id = id;
  message.setAttribute("role", "alert");
  message.textContent = input.dataset.tooLarge ?? "";
  input.before(message);
  input.value = "";
  input.setCustomValidity("");
}
