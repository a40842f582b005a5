import '../../styles/main.css';
import { mountPage } from '../../page/mount-page.ts';
import ConnectionScreen from './ConnectionScreen.vue';

mountPage(ConnectionScreen);
