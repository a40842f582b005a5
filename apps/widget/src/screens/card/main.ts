import '../../styles/main.css';
import { mountPage } from '../../page/mount-page.ts';
import CardScreen from './CardScreen.vue';

mountPage(CardScreen);
