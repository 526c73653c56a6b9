import { Address } from "./address";
import { card } from "./card";
import { read } from "./data";
import { Explorer } from "./explorer";
import { enhanceTables } from "./tables";
import { startTheme } from "./theme";

document.documentElement.classList.add("scripted");
startTheme();
card.attach();
const study = read();
const root = document.getElementById("explorer-app")!;
if (study.groups.length > 0) {
  root.hidden = false;
  new Explorer(study, root, new Address("explorer")).start();
  if (location.hash.startsWith("#explorer&")) document.getElementById("explorer")!.scrollIntoView();
}
enhanceTables();

// Evidence that the explorer shows opens there.
document.addEventListener("click", event => {
  const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-explore]");
  if (!link) return;
  event.preventDefault();
  location.hash = link.dataset.explore!;
  document.getElementById("explorer")!.scrollIntoView();
});
