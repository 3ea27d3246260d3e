/** A theme of Teams: how its renderer draws a card, and the colours that the client adds around it. */
export interface TeamsTheme {
  name: 'light' | 'dark' | 'contrast';
  /** As Microsoft's renderer takes it. */
  hostConfig: object;
  /** Of links and buttons, which no host config covers. */
  css: string;
}

type Shades = [normal: string, subtle: string];

interface Palette {
  default: Shades;
  dark: Shades;
  light: Shades;
  accent: Shades;
  good: Shades;
  warning: Shades;
  attention: Shades;
}

/** The second is about as wide as the first, for machines that lack it. */
const FONT = "'Segoe UI', 'DejaVu Sans Condensed', sans-serif";

/** Colours, sizes and distances are those of the host configs that Microsoft publishes for Teams. */
const light: Palette = {
  default: ['#252424', '#bf252424'],
  dark: ['#252424', '#bf252424'],
  light: ['#ffffff', '#f3f2f1'],
  accent: ['#6264a7', '#8b8cc7'],
  good: ['#92c353', '#e592c353'],
  warning: ['#f8d22a', '#e5f8d22a'],
  attention: ['#c4314b', '#e5c4314b'],
};
const dark: Palette = {
  default: ['#ffffff', '#bfffffff'],
  dark: ['#201f1f', '#2d2c2c'],
  light: ['#ffffff', '#bfffffff'],
  accent: ['#a6a7dc', '#8b8cc7'],
  good: ['#92c353', '#e592c353'],
  warning: ['#f8d22a', '#e5f8d22a'],
  attention: ['#d74654', '#e5d74654'],
};
/** In the dark theme too, coloured containers are light and their text is dark. */
const darkOnTint: Palette = { ...dark, default: dark.dark };
/** The theme has no red, and nothing is subtle in it. */
const contrast: Palette = {
  default: ['#ffffff', '#ffffff'],
  dark: ['#ffffff', '#ffffff'],
  light: ['#ffffff', '#ffffff'],
  accent: ['#ffff01', '#ffff01'],
  good: ['#3ff23f', '#3ff23f'],
  warning: ['#ffff01', '#ffff01'],
  attention: ['#ffffff', '#ffffff'],
};

type Surface = [background: string, border: string];

const TINTS: Record<'accent' | 'good' | 'attention' | 'warning', Surface> = {
  accent: ['#C7DEF9', '#62A8F7'],
  good: ['#CCFFCC', '#69E569'],
  attention: ['#FFC5B2', '#FF764C'],
  warning: ['#FFE2B2', '#FFBC51'],
};
const BLACK: Surface = ['#000000', '#ffffff'];

export const TEAMS_THEMES: TeamsTheme[] = [
  {
    name: 'light',
    hostConfig: hostConfig({
      canvas: ['#ffffff', '#CCCCCC'],
      emphasis: ['#f9f8f7', '#666666'],
      text: light,
      tints: TINTS,
      onTint: light,
    }),
    css: css({
      link: '#6264a7',
      button: '#252424',
      face: '#ffffff',
      border: '#c8c6c4',
      primary: '#ffffff on #6264a7',
    }),
  },
  {
    name: 'dark',
    hostConfig: hostConfig({
      canvas: ['#2d2c2c', '#CCCCCC'],
      emphasis: ['#292828', '#666666'],
      text: dark,
      tints: TINTS,
      onTint: darkOnTint,
    }),
    css: css({
      link: '#a6a7dc',
      button: '#ffffff',
      face: '#2d2c2c',
      border: '#605e5c',
      primary: '#ffffff on #6264a7',
    }),
  },
  {
    name: 'contrast',
    hostConfig: hostConfig({
      canvas: BLACK,
      emphasis: BLACK,
      text: contrast,
      tints: { accent: BLACK, good: BLACK, attention: BLACK, warning: BLACK },
      onTint: contrast,
    }),
    css: css({
      link: '#ffff01',
      button: '#ffffff',
      face: '#000000',
      border: '#ffffff',
      primary: '#000000 on #1aebff',
    }),
  },
];

function hostConfig({
  canvas,
  emphasis,
  text,
  tints,
  onTint,
}: {
  canvas: Surface;
  emphasis: Surface;
  text: Palette;
  tints: typeof TINTS;
  onTint: Palette;
}): object {
  const style = ([backgroundColor, borderColor]: Surface, palette: Palette) => ({
    backgroundColor,
    borderColor,
    foregroundColors: Object.fromEntries(
      Object.entries(palette).map(([name, [normal, subtle]]: [string, Shades]) => [
        name,
        { default: normal, subtle },
      ]),
    ),
  });
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: '#EEEEEE' },
    fontFamily: FONT,
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    containerStyles: {
      default: style(canvas, text),
      emphasis: style(emphasis, text),
      ...Object.fromEntries(Object.entries(tints).map(([name, tint]) => [name, style(tint, onTint)])),
    },
    actions: {
      maxActions: 6,
      spacing: 'Default',
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
    },
    factSet: {
      title: { weight: 'Bolder', wrap: true },
      value: { weight: 'Default', wrap: true },
      spacing: 16,
    },
  };
}

function css(colours: {
  link: string;
  button: string;
  face: string;
  border: string;
  primary: string;
}): string {
  const [onPrimary, primary] = colours.primary.split(' on ');
  return `
    ul, ol { box-sizing: border-box; padding-left: 24px; }
    .ac-actionSet { flex-wrap: wrap; gap: 8px; }
    .ac-actionSet > div:empty { display: none; }
    a { color: ${colours.link}; text-decoration: none; }
    .ac-pushButton { font: 600 14px ${FONT}; padding: 5px 12px; border-radius: 4px; border: 1px solid ${colours.border};
      color: ${colours.button}; background: ${colours.face};
      overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 100%; }
    .ac-pushButton.style-positive { color: ${onPrimary}; background: ${primary}; }
    .ac-input { font: 14px ${FONT}; color: ${colours.button}; background: ${colours.face};
      border: 1px solid ${colours.border}; box-sizing: border-box; }
    .ac-textInput.ac-multiline { height: 72px; resize: none; }`;
}
