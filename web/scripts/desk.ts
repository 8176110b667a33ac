// Staff pages: sort a table by its heads, walk its rows with the arrow keys, send a form with Ctrl+Enter, find with Ctrl+K.
export function desk(): void {
  document.querySelectorAll("table").forEach(sortable);
  document.addEventListener("keydown", shortcut);
}

function shortcut(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === "Enter") {
    target.closest("form")?.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
  } else if (control && event.key.toLowerCase() === "k") {
    const search = document.querySelector<HTMLInputElement>("input[type=search]");
    if (!search) return;
    event.preventDefault();
    search.select();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && target.matches("tbody a")) {
    const row = target.closest("tr");
    const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
    const link = next?.querySelector("a");
    if (!link) return;
    event.preventDefault();
    link.focus();
  }
}

function sortable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  if (!table.tHead || !body || body.rows.length < 3) return;
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    if (!head.textContent?.trim() || head.querySelector("a")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mc-sort";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, head, column));
    head.append(button);
  });
}

function sort(table: HTMLTableElement, head: HTMLTableCellElement, column: number): void {
  const down = head.getAttribute("aria-sort") === "ascending";
  table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows).map((row) => ({ row, key: key(row.cells[column]?.textContent ?? "") }));
  rows.sort((one, other) => (down ? -1 : 1) * compare(one.key, other.key));
  body.append(...rows.map((one) => one.row));
}

// "16:10 11/07/2022" sorts by time, "1.250,5 %" by number, everything else as Vietnamese words.
function key(text: string): number | string {
  const words = text.trim();
  const date = /(?:(\d{1,2}):(\d{2})\D+)?(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(words);
  if (date) return Date.UTC(+date[5], +date[4] - 1, +date[3], +(date[1] ?? 0), +(date[2] ?? 0));
  const number = /^[-−+]?[\d.]+(,\d+)?(?=\s*\D*$)/.exec(words);
  return number ? parseFloat(number[0].replace("−", "-").replace(/\./g, "").replace(",", ".")) : words;
}

function compare(one: number | string, other: number | string): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return String(one).localeCompare(String(other), "vi");
}
