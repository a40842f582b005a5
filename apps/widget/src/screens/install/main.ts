import '../../styles/main.css';
import { mountPage } from '../../page/mount-page.ts';
import InstallScreen from './InstallScreen.vue';

mountPage(InstallScreen);
