import '../../styles/main.css';
import { mountPage } from '../../page/mount-page.ts';
import FieldScreen from './FieldScreen.vue';

mountPage(FieldScreen);
