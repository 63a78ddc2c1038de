// Texts with less contrast than WCAG AA asks for: [what]. Judges what axe leaves open, such as what is partly covered, and
// placeholders. Backgrounds are painted one over the other as the browser does it, in sRGB.
() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const paint = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    const colors = [];
    for (let each = element; each; each = each.parentElement) {
      colors.unshift(getComputedStyle(each).backgroundColor);
    }
    return ['white', ...colors];
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !element.closest('.aps-visually-hidden, [disabled]') && element.getClientRects().length > 0;
  const found = [];
  const judge = (element, style, what) => {
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const background = behind(element);
    const seen = ratio(paint([...background, style.color]), paint(background));
    if (seen < (large ? 3 : 4.5)) {
      found.push(`${what.trim().slice(0, 60)} (${element.tagName} ${element.className}): ${seen.toFixed(2)}, ${style.color} on ${paint(background)}`);
    }
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && !element.closest('script, template, style') && isShown(element)) {
      judge(element, getComputedStyle(element), texts.currentNode.data);
    }
  }
  for (const input of document.querySelectorAll('[placeholder]')) {
    if (!input.value && isShown(input)) {
      judge(input, getComputedStyle(input, '::placeholder'), input.placeholder);
    }
  }
  return found;
}
