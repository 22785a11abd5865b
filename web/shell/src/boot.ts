// Runs before the first paint, so that a chosen theme or language never flashes its opposite.
const theme = localStorage.getItem('kontor.theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
const language = localStorage.getItem('kontor.language') ?? navigator.language;
document.documentElement.lang = language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
