# syntax=docker/dockerfile:1

# The manifests alone: dependencies are installed again only when one of these changes.
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY stubs stubs
COPY apps/api/package.json apps/api/
COPY apps/sandbox/package.json apps/sandbox/
COPY apps/widget/package.json apps/widget/
COPY packages/bitrix24/package.json packages/bitrix24/
COPY packages/client/package.json packages/client/
COPY packages/connector-kit/package.json packages/connector-kit/
COPY packages/connector-telegram/package.json packages/connector-telegram/
COPY packages/connector-whatsapp-web/package.json packages/connector-whatsapp-web/
COPY packages/domain/package.json packages/domain/

FROM manifests AS build
RUN npm ci --include=dev --include-workspace-root --workspace apps/api --workspace apps/widget
COPY . .
RUN TURBO_TELEMETRY_DISABLED=1 npx turbo run build --filter=@olchat/api --filter=@olchat/widget

# WHATSAPP_WEB=0 leaves out the connector that loads a GPL-3.0 library. Removed here and not in the image itself, so that no layer holds it.
FROM manifests AS product
ARG WHATSAPP_WEB=1
RUN npm ci --omit=dev --workspace apps/api
COPY --from=build /app/packages/domain/dist packages/domain/dist
COPY --from=build /app/packages/bitrix24/dist packages/bitrix24/dist
COPY --from=build /app/packages/connector-kit/dist packages/connector-kit/dist
COPY --from=build /app/packages/connector-whatsapp-web/dist packages/connector-whatsapp-web/dist
COPY --from=build /app/packages/connector-telegram/dist packages/connector-telegram/dist
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/widget/dist apps/widget/dist
COPY LICENSE schema.graphql ./
COPY LICENSES LICENSES
RUN if [ "$WHATSAPP_WEB" = 0 ]; then \
      rm -rf packages/connector-whatsapp-web node_modules/@olchat/connector-whatsapp-web node_modules/baileys node_modules/libsignal; \
    fi

FROM node:24-bookworm-slim
ENV NODE_ENV=production LISTEN_HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
# ffmpeg encodes the recordings of older Safari (docs/files.md).
RUN apt-get update && apt-get install --yes --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node /data
WORKDIR /app
COPY --from=product /app ./
USER node
VOLUME /data
EXPOSE 4000
# ROLE says what runs: api, worker or both. `migrate` as the last word brings the database up to date and ends.
ENTRYPOINT ["node", "apps/api/dist/main.js"]
