// The explorer's state in the address, after the name of the section: #explorer&g=as&s=…

export class Address {
  private own = "";
  private started = false;

  constructor(private readonly section: string) {}

  read(): URLSearchParams {
    const at = location.hash.indexOf("&");
    this.started = true;
    return new URLSearchParams(location.hash.startsWith(`#${this.section}&`) ? location.hash.slice(at + 1) : "");
  }

  write(held: [string, string][]): void {
    if (!this.started) return;
    const hash = `#${this.section}&${new URLSearchParams(held)}`;
    if (hash === this.own) return;
    // What the reader opened the page with stays until something is chosen.
    const first = this.own === "";
    this.own = hash;
    if (first && !location.hash.startsWith(`#${this.section}&`)) return;
    history.replaceState(null, "", hash);
  }

  /** Whether the address now names a state that the explorer did not write. */
  isForeign(): boolean {
    return location.hash.startsWith(`#${this.section}&`) && location.hash !== this.own;
  }
}
