import '../../styles/main.css';
import { contactWords } from '../../contact-status/contact-words.ts';
import { mountPage } from '../../page/mount-page.ts';
import FieldScreen from './FieldScreen.vue';

mountPage(FieldScreen, contactWords);
