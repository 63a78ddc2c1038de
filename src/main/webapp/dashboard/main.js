// Until the pages are there: what they will be called.
import { html, render } from './lib/lit-html/lit-html.js';

const root = document.getElementById('aps-dashboard');
const texts = JSON.parse(root.dataset.texts);
const t = (key) => texts[key] ?? key;

render(html`<ul><li>${t('releases')}</li><li>${t('instances')}</li></ul>`, root);
