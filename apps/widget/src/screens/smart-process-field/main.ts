import './closed-door.css';
import { readPage } from '../../page/page.ts';
import { isClosed, showClosedDoor } from './closed-door.ts';
import { doorWords } from './door-words.ts';

const page = readPage(document);
const root = document.getElementById('app');
if (!root) throw new Error('The page has no place for the application');
document.documentElement.lang = page.locale;
document.title = page.productName;

if (isClosed(page)) showClosedDoor(root, doorWords[page.locale], () => import('./field-page.ts'));
else void import('./field-page.ts');
