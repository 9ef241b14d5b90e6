import { PostgresAdapter, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What better-auth keeps, in the names `accounts/authentication.ts` gives it. */
export const accountTables: Migration = {
	async up(db: Kysely<unknown>) {
		// SQLite has no type for instants; better-auth keeps them there as text and looks for this name.
		const instant = db.getExecutor().adapter instanceof PostgresAdapter ? 'timestamptz' : 'date';

		await db.schema
			.createTable('auth_user')
			.addColumn('id', 'text', (column) => column.primaryKey().references('person.id'))
			.addColumn('name', 'text', (column) => column.notNull())
			.addColumn('email', 'text', (column) => column.notNull().unique())
			.addColumn('email_verified', 'boolean', (column) => column.notNull().defaultTo(false))
			.addColumn('image', 'text')
			.addColumn('username', 'text', (column) => column.unique())
			.addColumn('display_username', 'text')
			.addColumn('role', 'text')
			.addColumn('banned', 'boolean')
			.addColumn('ban_reason', 'text')
			.addColumn('ban_expires', instant)
			.addColumn('created_at', instant, (column) => column.notNull())
			.addColumn('updated_at', instant, (column) => column.notNull())
			.execute();

		await db.schema
			.createTable('auth_session')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('user_id', 'text', (column) => column.notNull().references('auth_user.id').onDelete('cascade'))
			.addColumn('token', 'text', (column) => column.notNull().unique())
			.addColumn('expires_at', instant, (column) => column.notNull())
			.addColumn('ip_address', 'text')
			.addColumn('user_agent', 'text')
			.addColumn('impersonated_by', 'text')
			.addColumn('created_at', instant, (column) => column.notNull())
			.addColumn('updated_at', instant, (column) => column.notNull())
			.execute();
		await db.schema.createIndex('auth_session_user').on('auth_session').column('user_id').execute();

		await db.schema
			.createTable('auth_account')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('account_id', 'text', (column) => column.notNull())
			.addColumn('provider_id', 'text', (column) => column.notNull())
			.addColumn('user_id', 'text', (column) => column.notNull().references('auth_user.id').onDelete('cascade'))
			.addColumn('access_token', 'text')
			.addColumn('refresh_token', 'text')
			.addColumn('id_token', 'text')
			.addColumn('access_token_expires_at', instant)
			.addColumn('refresh_token_expires_at', instant)
			.addColumn('scope', 'text')
			.addColumn('password', 'text')
			.addColumn('created_at', instant, (column) => column.notNull())
			.addColumn('updated_at', instant, (column) => column.notNull())
			.execute();
		await db.schema.createIndex('auth_account_user').on('auth_account').column('user_id').execute();

		await db.schema
			.createTable('auth_verification')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('identifier', 'text', (column) => column.notNull())
			.addColumn('value', 'text', (column) => column.notNull())
			.addColumn('expires_at', instant, (column) => column.notNull())
			.addColumn('created_at', instant, (column) => column.notNull())
			.addColumn('updated_at', instant, (column) => column.notNull())
			.execute();
		await db.schema
			.createIndex('auth_verification_identifier')
			.on('auth_verification')
			.column('identifier')
			.execute();
	}
};
