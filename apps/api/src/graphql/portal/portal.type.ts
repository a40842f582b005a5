import type { Portal } from '@olchat/domain';
import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { EmployeeType } from './employee.type.ts';
import { WritingHoursType } from './settings.type.ts';
import { WorkingRightsType } from './working-rights.type.ts';

@ObjectType('Portal', { description: 'One installation of Bitrix24.' })
export class PortalType {
  @Field(() => ID, { description: 'Id of the portal.' })
  readonly id: string;

  @Field(() => String, { description: 'Its name for people.' })
  readonly title: string;

  constructor({ id, title }: Pick<Portal, 'id' | 'title'>) {
    this.id = id;
    this.title = title;
  }
}

@Resolver(() => PortalType)
export class PortalRightsResolver {
  @FieldResolver(() => WritingHoursType, {
    description: "When one may call and write, in the client's own time (A-4): a hint, never a prohibition.",
  })
  async writingHours(@Ctx() { caller, services }: RequestContext): Promise<WritingHoursType> {
    const { writingHours } = await services.storage.transaction(caller.portalId, tx => tx.portal());
    return new WritingHoursType(writingHours);
  }

  @FieldResolver(() => WorkingRightsType, { description: 'With whose rights the application works here.' })
  async workingAs(@Ctx() { caller, services }: RequestContext): Promise<WorkingRightsType> {
    return services.storage.transaction(caller.portalId, async tx => {
      const { mainEmployeeId } = await tx.portal();
      const { rightsState, rightsSince } = await tx.installation.find();
      const name = (await tx.employees.find(mainEmployeeId))?.name ?? '';
      return new WorkingRightsType(new EmployeeType(mainEmployeeId, name), rightsState, rightsSince);
    });
  }
}
