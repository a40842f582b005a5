// A module of its own, loaded on demand: importing the package itself on demand would bring all of it.
export { initializeB24Frame } from '@bitrix24/b24jssdk';
