import '../../styles/main.css';
import { mountPage } from '../../page/mount-page.ts';
import { chatTemplatesWords } from './chat-templates-words.ts';
import ChatTemplatesScreen from './ChatTemplatesScreen.vue';

mountPage(ChatTemplatesScreen, chatTemplatesWords);
