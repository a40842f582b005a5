import '../../styles/main.css';
import { mountPage } from '../../page/mount-page.ts';
import HistoryScreen from './HistoryScreen.vue';

mountPage(HistoryScreen);
