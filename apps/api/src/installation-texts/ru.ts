import type { InstallationTexts } from './installation-texts.ts';

export const ru: InstallationTexts = {
  places: {
    CRM_LEAD_DETAIL_ACTIVITY: 'Пункт меню в карточке лида',
    CRM_DEAL_DETAIL_ACTIVITY: 'Пункт меню в карточке сделки',
    CRM_CONTACT_DETAIL_ACTIVITY: 'Пункт меню в карточке контакта',
    CRM_COMPANY_DETAIL_ACTIVITY: 'Пункт меню в карточке компании',
    CRM_ORDER_DETAIL_ACTIVITY: 'Пункт меню в карточке заказа',
  },
  items: { TELEGRAM: 'Telegram' },
  sorts: {
    placement: name => `Место встройки ${name}`,
    event: name => `Подписка на событие ${name}`,
    connector: name => `Коннектор открытых линий ${name}`,
    field: () => 'Поле «Статусы и чаты» карточек',
    'card-field': name =>
      `Поле «Статусы и чаты» ${({ CRM_LEAD: 'лидов', CRM_DEAL: 'сделок', CRM_CONTACT: 'контактов', CRM_COMPANY: 'компаний' } as Record<string, string>)[name] ?? 'карточек'}`,
    logo: name => `Значок дела ${name}`,
  },
  things: {
    portal: 'Связь с порталом',
    'token-server': 'Сервер авторизации Битрикс24',
    certificate: 'Сертификат портала',
    'events-arrive': 'Приём событий портала',
    'pub-folder': 'Доступ к папке pub без входа',
  },
  failures: {
    PORTAL_TOKEN_REFUSED: 'Битрикс24 не принимает токен. Откройте приложение под администратором портала.',
    PORTAL_UNAVAILABLE: 'Портал не отвечает. Проверьте, что он открыт для внешних подключений по портам 80 и 443.',
    'PORTAL_UNAVAILABLE ACCESS_DENIED': 'На тарифе этого портала REST закрыт: он есть только на коммерческих тарифах.',
    FORBIDDEN: 'Не хватает прав администратора. Смените права приложения на действующего администратора.',
    ACCESS_DENIED: 'Не хватает прав администратора. Смените права приложения на действующего администратора.',
    ERROR_PLACEMENT_NOT_FOUND: 'На портале нет такого места, или приложению не выдано право на него.',
    ERROR_EVENT_NOT_FOUND: 'На портале нет такого события, или приложению не выдано право на него.',
    ERROR_METHOD_NOT_FOUND: 'Портал не знает этого метода: обновите Битрикс24.',
    insufficient_scope: 'Приложению не выдано нужное право. Проверьте список прав и переустановите приложение.',
    NOT_CONNECTED: 'Соединение не установлено. Проверьте адрес, порты 80 и 443 и сертификат.',
    CERTIFICATE: 'Сертификат портала не подходит. Установите действующий сертификат.',
    invalid_client: 'Битрикс24 не знает идентификатор или ключ приложения. Проверьте BITRIX24_CLIENT_ID и BITRIX24_CLIENT_SECRET.',
    NO_EVENT: 'Проверочное событие не пришло. Портал должен иметь исходящий доступ к адресу приложения.',
    CLOSED_TO_GUESTS: 'Без входа папка недоступна, и файлы не скачать. Откройте её для анонимных пользователей.',
  },
  otherwise: code => `Портал ответил отказом: ${code}.`,
};
