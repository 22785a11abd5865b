/** Moves the strip of pictures by its thumbnails, without moving the page, and marks the one that is seen. */
export class ImageGallery extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', this.onClick);
    const strip = this.strip;
    if (strip === null) return;
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) this.mark(entry.target.id);
      },
      { root: strip, threshold: 0.6 },
    );
    strip.querySelectorAll('li').forEach((picture) => seen.observe(picture));
  }

  /** Brings the picture with this id into view; an unknown id changes nothing. */
  show(id: string): void {
    const strip = this.strip;
    const picture = strip?.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    if (!strip || !picture) return;
    strip.scrollTo({ left: picture.offsetLeft - strip.offsetLeft, behavior: 'instant' });
    this.mark(id);
  }

  private get strip(): HTMLElement | null {
    return this.querySelector('.gallery-strip');
  }

  private readonly onClick = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('.gallery-thumbs a') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    this.show(link.hash.slice(1));
  };

  private mark(id: string): void {
    this.querySelectorAll('.gallery-thumbs a').forEach((link) => {
      if (link.getAttribute('href') === `#${id}`) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  }
}

customElements.define('image-gallery', ImageGallery);
