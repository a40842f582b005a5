/** GraphQL over HTTP: Apollo with our limits, errors and media types. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { DoorLogger } from '../http/door-logger.ts';
import type { RequestContext } from './context.ts';
import { maskError } from './errors.ts';
import { asksIntrospection, LIMIT_RULES, MAX_TOKENS, variablesProblem } from './limits.ts';

export const createApollo = (schema: GraphQLSchema, logger: DoorLogger): ApolloServer<RequestContext> =>
  new ApolloServer<RequestContext>({
    schema,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [...LIMIT_RULES],
    // Who may introspect is decided per caller, below.
    introspection: true,
    // Callers are known by a header that no foreign page can set, so there is nothing to forge.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    formatError: (formatted, error) => maskError(error, formatted, logger),
    plugins: [admission, mediaTypes],
    logger: {
      debug: () => undefined,
      info: message => logger.info({}, String(message)),
      warn: message => logger.warn({}, String(message)),
      error: message => logger.error({}, String(message)),
    },
  });

const refused = (status: number, message: string, code: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status } } });

/** What depends on the caller or on the values, and so cannot be a rule of validation. */
const admission: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, document, operation, contextValue, source }) => {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
        throw refused(400, 'Subscribe over a WebSocket (graphql-transport-ws)', 'BAD_REQUEST');
      const problem = variablesProblem(request.variables);
      if (problem !== null) throw refused(400, problem, 'BAD_USER_INPUT');
      const caller = contextValue.anyCaller;
      if (caller?.via === 'WIDGET' && request.http?.method === 'GET')
        throw refused(405, 'A widget session queries by POST only', 'BAD_REQUEST');
      // The schema itself is public: it is the partner's manual.
      if (caller?.via === 'WIDGET' && asksIntrospection(document)) throw refused(400, 'A widget session does not introspect', 'FORBIDDEN');
      if (caller !== null && source.includes('feedCursor')) {
        contextValue.feedNumber = await contextValue.services.reads.feedNumber(caller.portalId);
      }
    },
  }),
};

const REQUEST_FAULTS = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/** GraphQL over HTTP, "application/json": a well-formed request whose document is wrong is answered with 200. */
const mediaTypes: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response }) => {
      if (response.body.kind !== 'single' || response.http.status !== 400) return;
      const { data, errors = [] } = response.body.singleResult;
      const isRequestFault = data === undefined && errors.every(error => REQUEST_FAULTS.includes(String(error.extensions?.['code'])));
      const accepts = request.http?.headers.get('accept') ?? '';
      if (isRequestFault && !accepts.includes('application/graphql-response+json')) response.http.status = 200;
    },
  }),
};
