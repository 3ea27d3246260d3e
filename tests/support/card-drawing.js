/* Runs in a page that has Microsoft's renderer as `AdaptiveCards`. */
const { AdaptiveCards, document, getComputedStyle, NodeFilter } = globalThis;

const LEAST_CONTRAST = 4.5;

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = writeHtml(text);
  result.didProcess = true;
};

globalThis.drawCard = ({ card, theme, width, knowsTables }) => {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  if (!knowsTables) {
    const elements = new AdaptiveCards.CardObjectRegistry();
    AdaptiveCards.GlobalRegistry.populateWithDefaultElements(elements);
    elements.unregister('Table');
    context.setElementRegistry(elements);
  }
  const parsed = new AdaptiveCards.AdaptiveCard();
  parsed.hostConfig = new AdaptiveCards.HostConfig(theme.hostConfig);
  parsed.parse(card, context);
  const warnings = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i))
    .map(({ message }) => message)
    .filter((message) => knowsTables || !message.startsWith('Unknown element type "Table"'))
    // Only Teams itself knows its charts: here their fallback is drawn.
    .filter((message) => !message.startsWith('Unknown element type "Chart.'))
    .filter((message) => !message.startsWith('Property "choices.data"'));
  const failures = parsed.validateProperties().validationEvents.map(({ message }) => message);

  const drawn = parsed.render();
  drawn.style.boxSizing = 'border-box';
  const frame = document.createElement('div');
  frame.id = 'frame';
  frame.style.width = `${width}px`;
  frame.append(drawn);
  const style = document.createElement('style');
  style.textContent = theme.css;
  document.body.replaceChildren(style, frame);
  return {
    warnings: [...warnings, ...failures],
    overflowing: [drawn, ...drawn.querySelectorAll('*')].filter(overflows).map(describe),
    faint: textsIn(drawn).flatMap(measureContrast),
    broken: textsIn(drawn).flatMap(findBrokenWords),
    tables: drawn.querySelectorAll('[role=table]').length,
  };
};

function overflows(element) {
  return getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth;
}

function describe(element) {
  const text = element.innerText.replaceAll(/\s+/g, ' ').slice(0, 60);
  return `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.scrollWidth} > ${element.clientWidth}: ${text}`;
}

function textsIn(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    // Only the star of a required field is hidden so, and no card can choose its colour.
    const isStar = node.parentElement.closest('[aria-hidden=true]') !== null;
    const isDrawn = node.data.trim() !== '' && node.parentElement.getClientRects().length > 0;
    if (isDrawn && !isStar) texts.push(node);
  }
  return texts;
}

/** Words that go on in the next line, between two letters. */
function findBrokenWords(node) {
  return [...node.data.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    return lines.size > 1 ? [`${word}, in: ${node.data.slice(0, 60)}`] : [];
  });
}

function measureContrast(node) {
  const behind = backgroundOf(node.parentElement);
  const ink = mix(parseColour(getComputedStyle(node.parentElement).color), behind);
  const [dark, bright] = [luminance(ink), luminance(behind)].sort((a, b) => a - b);
  const contrast = (bright + 0.05) / (dark + 0.05);
  if (contrast >= LEAST_CONTRAST) return [];
  return [
    `${contrast.toFixed(1)}:1 rgb(${ink.map(Math.round)}) on rgb(${behind.map(Math.round)}): ${node.data.slice(0, 60)}`,
  ];
}

function backgroundOf(element) {
  if (!element) return [255, 255, 255];
  const colour = parseColour(getComputedStyle(element).backgroundColor);
  return colour[3] === 1 ? colour.slice(0, 3) : mix(colour, backgroundOf(element.parentElement));
}

function parseColour(css) {
  const [red, green, blue, alpha = 1] = css.match(/[\d.]+/g).map(Number);
  return [red, green, blue, alpha];
}

function mix([red, green, blue, alpha], behind) {
  return [red, green, blue].map((value, i) => value * alpha + behind[i] * (1 - alpha));
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour) {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** As much Markdown as cards of Teams have: bold, italics, links, lists. */
function writeHtml(text) {
  const blocks = text.split(/\n{2,}/).map((block) => {
    const lines = block.split('\n');
    const list = [
      ['ul', /^\s*[-*] /],
      ['ol', /^\s*\d+\. /],
    ].find(([, bullet]) => lines.every((line) => bullet.test(line)));
    if (!list) return `<p>${lines.map(writeInline).join('<br>')}</p>`;
    const [tag, bullet] = list;
    return `<${tag}>${lines.map((line) => `<li>${writeInline(line.replace(bullet, ''))}</li>`).join('')}</${tag}>`;
  });
  return blocks.join('');
}

function writeInline(text) {
  return text
    .replaceAll(/\\([!-/:-@[-`{-~])/g, (_, mark) => `&#${mark.charCodeAt(0)};`)
    .replaceAll(/&(?!#\d+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/(?<![\w*])[*_](?=\S)([^*_]+)[*_](?!\w)/g, '<em>$1</em>');
}
