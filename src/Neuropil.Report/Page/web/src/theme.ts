// Light or dark: the system's choice, or the reader's.

const listeners: (() => void)[] = [];
let beforePrint: string | undefined;

export function onTheme(listener: () => void): void {
  listeners.push(listener);
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function startTheme(): void {
  const button = document.getElementById("theme") as HTMLButtonElement;
  button.hidden = false;
  const remembered = recall();
  if (remembered) document.documentElement.dataset.theme = remembered;
  tell();
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    remember(theme);
    tell();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
  // Paper is white: what the scripts draw is drawn anew for it.
  addEventListener("beforeprint", () => {
    beforePrint = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "light";
    tell();
  });
  addEventListener("afterprint", () => {
    if (beforePrint) document.documentElement.dataset.theme = beforePrint;
    else delete document.documentElement.dataset.theme;
    tell();
  });

  function tell(): void {
    button.setAttribute("aria-label", `Switch to the ${isDark() ? "light" : "dark"} theme`);
    button.textContent = isDark() ? "☀" : "☾";
    for (const listener of listeners) listener();
  }
}

// A page opened from disk may have no storage.
function recall(): string | null {
  try {
    return localStorage.getItem("neuropil-theme");
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem("neuropil-theme", theme);
  } catch {
    // The choice holds for this visit.
  }
}
