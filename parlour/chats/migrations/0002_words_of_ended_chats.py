from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# unicode61 takes only letters and digits for parts of a word; without the categories of marks (Mn, Mc) it would cut words of
# Devanagari and other Indic scripts at every vowel sign.
_SQLITE = """
CREATE VIRTUAL TABLE chats_archived_words USING fts5(
    organization, chat, words,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'", prefix = '2 3'
)
"""
_OTHERS = (
    "CREATE TABLE chats_archived_words (organization varchar(32) NOT NULL, chat varchar(32) PRIMARY KEY, words text NOT NULL)",
    "CREATE INDEX chats_archived_words_found ON chats_archived_words USING gin (to_tsvector('simple', words))",
    "CREATE INDEX chats_archived_words_of_organization ON chats_archived_words (organization)",
)


def make(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in (_SQLITE,) if schema_editor.connection.vendor == "sqlite" else _OTHERS:
        schema_editor.execute(statement)


def unmake(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE chats_archived_words")


class Migration(migrations.Migration):
    dependencies = [("chats", "0001_the_first_rooms")]
    operations = [migrations.RunPython(make, unmake)]
