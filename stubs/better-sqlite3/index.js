// @mtcute/node imports this module before anybody asks for SQLite. Sessions are kept in PostgreSQL, so the native build is not needed.
module.exports = class {
  constructor() {
    throw new Error('SQLite storage is not part of OLChat');
  }
};
