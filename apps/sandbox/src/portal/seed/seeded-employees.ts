/** Employees, departments and workgroups, the same in both portals. */
import type { Department } from '../users/departments.ts';
import type { Employee } from '../users/employees.ts';
import type { Workgroup } from '../users/workgroups.ts';

const employee = (
  id: number,
  name: string,
  lastName: string,
  position: string,
  departmentId: number,
  more: Partial<Employee> = {},
): Employee => ({
  id,
  name,
  lastName,
  position,
  departmentIds: [departmentId],
  isAdministrator: false,
  active: true,
  hasApplicationAccess: true,
  crmRight: 'all',
  mayJoinLines: false,
  ...more,
});

/** The demo employee: administrator, in the queue of every line. */
export const ADMINISTRATOR_ID = 1;

export const seededEmployees: readonly Employee[] = [
  employee(ADMINISTRATOR_ID, 'Мария', 'Смирнова', 'Руководитель отдела продаж', 1, { isAdministrator: true, mayJoinLines: true }),
  employee(5, 'Пётр', 'Иванов', 'Менеджер по продажам', 3),
  employee(7, 'Анна', 'Кузнецова', 'Менеджер по продажам', 3),
  employee(9, 'Олег', 'Гость', 'Аудитор: видит карточки, менять не может', 1, { crmRight: 'read' }),
  employee(11, 'Виктор', 'Соколов', 'Стажёр: видит только свои карточки', 3, { crmRight: 'own' }),
  employee(13, 'Ирина', 'Новикова', 'Бухгалтер: без доступа к приложению', 1, { crmRight: 'none', hasApplicationAccess: false }),
];

export const seededDepartments: readonly Department[] = [
  { ID: '1', NAME: 'Компания', SORT: 100, UF_HEAD: String(ADMINISTRATOR_ID) },
  { ID: '3', NAME: 'Отдел продаж', SORT: 200, PARENT: '1', UF_HEAD: String(ADMINISTRATOR_ID) },
];

/** A workgroup that everybody sees, with Анна in it and Пётр asking to join; and a secret one. */
export const seededWorkgroups: readonly Workgroup[] = [
  {
    id: 2,
    name: 'Проект «Окна»',
    ownerId: ADMINISTRATOR_ID,
    visible: true,
    closed: false,
    members: [
      { userId: ADMINISTRATOR_ID, role: 'A' },
      { userId: 7, role: 'K' },
      { userId: 5, role: 'Z' },
    ],
  },
  { id: 4, name: 'Совет директоров', ownerId: 13, visible: false, closed: false, members: [{ userId: 13, role: 'A' }] },
];
