import type { AccessChoices } from '@olchat/domain';
import { Arg, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { badInput, orThrow } from '../errors.ts';
import { AccessEntryType } from './access-entry.type.ts';

const MAX_SEARCH = 100;

@ObjectType('AccessChoices', { description: 'Whom a list of access may name, by name; at most 50 of each kind.' })
export class AccessChoicesType {
  @Field(() => [AccessEntryType], { description: 'Employees who work in the portal.' })
  readonly employees: AccessEntryType[];

  @Field(() => [AccessEntryType], { description: 'Departments.' })
  readonly departments: AccessEntryType[];

  @Field(() => [AccessEntryType], { description: 'Workgroups and projects that are not archived.' })
  readonly workgroups: AccessEntryType[];

  constructor({ employees, departments, workgroups }: AccessChoices) {
    this.employees = employees.map(entry => new AccessEntryType(entry));
    this.departments = departments.map(entry => new AccessEntryType(entry));
    this.workgroups = workgroups.map(entry => new AccessEntryType(entry));
  }
}

@Resolver()
export class AccessChoicesQuery {
  @Query(() => AccessChoicesType, {
    description:
      'Whom a list of access may name, as Bitrix24 knows them now. An employee who is no administrator finds the workgroups that Bitrix24 shows him. When Bitrix24 cannot be asked: PORTAL_UNAVAILABLE or PORTAL_TOKEN_REFUSED.',
  })
  async accessChoices(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('search', () => String, {
      nullable: true,
      description: 'A part of the name, at most 100 characters; absent: the first ones of each kind.',
    })
    search?: string | null,
  ): Promise<AccessChoicesType> {
    if (search != null && search.length > MAX_SEARCH) throw badInput(`\`search\` has at most ${MAX_SEARCH} characters`);
    const as = caller.isAdministrator ? 'main' : caller.employeeId;
    return new AccessChoicesType(orThrow(await services.directory.search(caller.portalId, as, search ?? null), locale));
  }
}
