import { mount } from 'svelte';
import App from './App.svelte';
import { appearance } from './state/appearance.svelte';
import { session } from './state/session.svelte';
import './styles/index.css';

await session.load();
appearance.start();

const target = document.getElementById('app');
if (target === null) throw new Error('the page has no #app');
mount(App, { target });
