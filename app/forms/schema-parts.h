/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a compiled schema is made of, for the schema*.c files alone.
 *
 *   document   a JSON text: the one that was given, one of the registry, or a metaschema
 *   resource   a part of a document that has an address of its own ($id), with its anchors and its dialect
 *   node       one subschema, compiled: its keywords, in the order in which they run
 *   word       what a keyword is: its name, what it takes, how it runs (the table in schema-words.c)
 *   place      one value of the instance, and the way to it
 *   marks      which children of an instance have been evaluated: what unevaluated… asks for
 *
 * schema-load.c finds resources, schema-compile.c makes nodes, schema-run.c runs them; the words themselves are in
 * schema-scalar.c, schema-array.c, schema-object.c and schema-logic.c. */
#pragma once

#include "forms/format.h"
#include "forms/pattern.h"
#include "forms/schema.h"

G_BEGIN_DECLS

typedef struct _YnSchemaNode YnSchemaNode;
typedef struct _YnSchemaKeyword YnSchemaKeyword;
typedef struct _YnSchemaRun YnSchemaRun;
typedef struct _YnSchemaPlace YnSchemaPlace;
typedef struct _YnSchemaMarks YnSchemaMarks;

typedef enum
{
  YN_VOCABULARY_CORE = 1 << 0,
  YN_VOCABULARY_APPLICATOR = 1 << 1,
  YN_VOCABULARY_UNEVALUATED = 1 << 2,
  YN_VOCABULARY_VALIDATION = 1 << 3,
  YN_VOCABULARY_FORMAT = 1 << 4,
  YN_VOCABULARY_OTHER = 1 << 5, /* notes that decide nothing */
  YN_VOCABULARY_FORMAT_ASSERTION = 1 << 6,
} YnVocabulary;

#define YN_VOCABULARY_ALL ((1 << 6) - 1)

typedef enum
{
  YN_TAKES_ANYTHING,
  YN_TAKES_NUMBER,
  YN_TAKES_DIVISOR,
  YN_TAKES_COUNT,
  YN_TAKES_STRING,
  YN_TAKES_BOOLEAN,
  YN_TAKES_ARRAY,
  YN_TAKES_NAMES,     /* an array of strings */
  YN_TAKES_NAMES_MAP, /* an object of them */
  YN_TAKES_TYPES,
  YN_TAKES_PATTERN,
  YN_TAKES_REFERENCE,
  YN_TAKES_SCHEMA,
  YN_TAKES_SCHEMAS, /* a list */
  YN_TAKES_SCHEMA_OR_SCHEMAS,
  YN_TAKES_SCHEMA_MAP,
  YN_TAKES_PATTERN_MAP,  /* an object of schemas whose names are patterns */
  YN_TAKES_DEPENDENCIES, /* an object of schemas or arrays of names */
} YnSchemaTakes;

typedef enum
{
  YN_DIALECTS_DRAFT_07 = 1,
  YN_DIALECTS_2020_12 = 2,
  YN_DIALECTS_BOTH = 3,
} YnSchemaDialects;

typedef gboolean (*YnSchemaRunWord) (YnSchemaRun *run,
                                     const YnSchemaNode *node,
                                     const YnSchemaKeyword *keyword,
                                     const YnSchemaPlace *place,
                                     YnSchemaMarks *marks);

typedef struct
{
  const char *name;
  YnSchemaDialects dialects;
  YnVocabulary vocabulary;
  YnSchemaTakes takes;
  YnSchemaRunWord run;  /* NULL: decides nothing, or another word reads it */
  gboolean last;        /* runs when all others have */
  const char *reads[2]; /* the words of the same schema that it looks at */
} YnSchemaWord;

/* NULL: no word of the dialect. */
const YnSchemaWord *yn_schema_word (const char *name, YnDialect dialect);

typedef struct
{
  char *uri;     /* without fragment */
  char *address; /* where its root lies, as reported: "/$defs/a" in the document given, "uri#/…" in others */
  const YnJson *root;
  YnDialect dialect;
  guint vocabularies;
  GHashTable *anchors;  /* name -> YnSchemaAnchor */
  GHashTable *dynamics; /* name -> YnSchemaNode, borrowed: its $dynamicAnchors */
} YnSchemaResource;

typedef struct
{
  const YnJson *json;
  char *pointer;
  gboolean dynamic;
} YnSchemaAnchor;

/* A name that a keyword asks an object for. */
typedef struct
{
  const char *text;
  gsize length;
  guint index; /* in the keyword's value */
} YnSchemaName;

#define YN_SCHEMA_MET 64 /* names of properties that a bit each stands for */

struct _YnSchemaKeyword
{
  const YnSchemaWord *word;
  const YnJson *value;
  YnSchemaNode **nodes; /* the schemas in @value, side by side with its children; one for a lone schema; borrowed */
  guint n_nodes;
  YnPattern **patterns; /* one for a pattern; side by side with the members of a pattern map */
  YnSchemaName *names;  /* of properties, or in a list of names: by their bytes, each once */
  guint n_names;
  guint64 asked;        /* of required beside properties: which of those names it asks for, a bit each; 0: ask yourself */
  gint64 count;         /* of a type: the kinds that it allows, a bit each */
  gboolean whole;       /* an integer is a number of these kinds */
  const char *dynamic;  /* of $dynamicRef: the name to look for, or NULL */
  const YnFormat *format;
  const YnSchemaKeyword *beside[2]; /* what word->reads names, or NULL */
};

struct _YnSchemaNode
{
  const YnJson *json;
  const YnSchemaResource *resource;
  char *pointer; /* as reported */
  YnSchemaKeyword *keywords; /* NULL: the schema is true or false */
  guint n_keywords;
  guint n_running; /* of @keywords the first ones, properties before all others; the rest decides nothing by itself */
  gboolean unevaluated; /* has a word that asks for marks */
};

/* The node's keyword of that name, or NULL. */
const YnSchemaKeyword *yn_schema_keyword (const YnSchemaNode *node, const char *name);

struct _YnSchema
{
  YnSchemaOptions options;
  YnDialect dialect;    /* where a document names none */
  GHashTable *registry; /* borrowed while compiling */
  GPtrArray *documents; /* YnJson */
  GPtrArray *resources; /* YnSchemaResource */
  GHashTable *by_uri;   /* char * -> YnSchemaResource */
  GHashTable *by_root;  /* YnJson -> YnSchemaResource */
  GHashTable *nodes;    /* YnJson -> YnSchemaNode */
  YnSchemaNode *root;
  GMutex lock;
  GHashTable *views;  /* nodes -> YnJson, under @lock */
  GHashTable *described; /* pointer -> GPtrArray of the nodes that describe the place; under @lock */
  guint n_described;     /* nodes in it */
  GHashTable *places; /* pointer -> what yn_schema_at() has answered, borrowed from @views; under @lock */
};

/* schema-load.c. Resources of a document and all within. */
gboolean yn_schema_load (YnSchema *schema, const YnJson *document, const char *uri, const char *address,
                         GError **error);
/* The resource at an address, loaded when it is not yet; NULL and @error where nobody has it. */
YnSchemaResource *yn_schema_resource (YnSchema *schema, const char *uri, GError **error);
void yn_schema_resource_free (YnSchemaResource *resource);

/* schema-spread.c. @node and all nodes behind it in place: what "$ref" and "allOf" always add, and with @run the
 * branches that hold for @json. */
void yn_schema_spread (GPtrArray *nodes, YnSchemaNode *node, YnSchemaRun *run, const YnJson *json);
YnSchemaNode *yn_schema_child (const YnSchemaNode *node, const char *token); /* of a member or an item; or NULL */
const YnSchemaKeyword *yn_schema_branching (const YnSchemaNode *node); /* oneOf, anyOf but for lists of constants */
/* Whether @value cannot be of the branch, by the words that tell branches apart: its type, const and enum, of itself
 * and of its members. @agreeing counts the constants that it has. */
gboolean yn_schema_is_against (YnSchemaNode *branch, const YnJson *value, guint *agreeing);

/* schema-run.c */
struct _YnSchemaPlace
{
  const YnSchemaPlace *parent;
  const YnJson *json;
  gint64 index; /* in the parent */
};

struct _YnSchemaMarks
{
  gboolean *seen;
  guint size;
};

typedef struct _YnSchemaScope YnSchemaScope;
struct _YnSchemaScope
{
  const YnSchemaScope *outer;
  const YnSchemaResource *resource;
};

struct _YnSchemaRun
{
  YnSchema *schema;
  const char *today;
  GPtrArray *problems; /* NULL: only the verdict counts, and the first failure ends it */
  const YnSchemaScope *scope;
  const YnSchemaNode *named_by; /* whose properties were asked last, … */
  const YnJson *named_in;       /* … of this object, … */
  gboolean all_named;           /* … name every member of it, … */
  guint64 met;                  /* … and which of the first 64 are there */
  guint depth;
  guint64 steps;
  const YnJson *whole; /* what the run began with */
  guint64 granted;     /* steps more, for the values of the instance; 0: not counted yet */
  gboolean stopped;    /* nothing is run any more: there are problems enough, or … */
  gboolean unfinished; /* … a bound was reached, and there is no verdict */
  YnProblem **limit;   /* NULL: nobody asks where that was */
};

gboolean yn_schema_run (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place, YnSchemaMarks *marks);
/* The verdict alone, no problems. */
gboolean yn_schema_run_quietly (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place,
                                YnSchemaMarks *marks);
gboolean yn_schema_run_child (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place, guint index);

/* A pattern that finds no answer within its bounds leaves the whole run without a verdict. */
gboolean yn_schema_matches (YnSchemaRun *run, const YnPattern *pattern, const char *text, gsize length);

void yn_schema_mark (YnSchemaMarks *marks, guint index);
YnSchemaMarks *yn_schema_marks_new_like (const YnSchemaMarks *marks); /* NULL for NULL */
void yn_schema_marks_add (YnSchemaMarks *marks, const YnSchemaMarks *more);
void yn_schema_marks_free (YnSchemaMarks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSchemaMarks, yn_schema_marks_free)

/* Always FALSE. @member names a member of the place that is missing or too much, or is NULL; @expected is a detail
 * beside the limit, or NULL. */
gboolean yn_schema_fail (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                         const YnSchemaPlace *place, const char *code, const char *member, const char *expected);

/* What runs a word. */
#define YN_SCHEMA_RUN_WORD(name) \
  gboolean name (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, \
                 const YnSchemaPlace *place, YnSchemaMarks *marks);
YN_SCHEMA_RUN_WORD (yn_word_type)
YN_SCHEMA_RUN_WORD (yn_word_enum)
YN_SCHEMA_RUN_WORD (yn_word_const)
YN_SCHEMA_RUN_WORD (yn_word_multiple_of)
YN_SCHEMA_RUN_WORD (yn_word_minimum)
YN_SCHEMA_RUN_WORD (yn_word_maximum)
YN_SCHEMA_RUN_WORD (yn_word_exclusive_minimum)
YN_SCHEMA_RUN_WORD (yn_word_exclusive_maximum)
YN_SCHEMA_RUN_WORD (yn_word_min_length)
YN_SCHEMA_RUN_WORD (yn_word_max_length)
YN_SCHEMA_RUN_WORD (yn_word_pattern)
YN_SCHEMA_RUN_WORD (yn_word_format)
YN_SCHEMA_RUN_WORD (yn_word_prefix_items)
YN_SCHEMA_RUN_WORD (yn_word_items)
YN_SCHEMA_RUN_WORD (yn_word_additional_items)
YN_SCHEMA_RUN_WORD (yn_word_contains)
YN_SCHEMA_RUN_WORD (yn_word_min_items)
YN_SCHEMA_RUN_WORD (yn_word_max_items)
YN_SCHEMA_RUN_WORD (yn_word_unique_items)
YN_SCHEMA_RUN_WORD (yn_word_unevaluated_items)
YN_SCHEMA_RUN_WORD (yn_word_properties)
YN_SCHEMA_RUN_WORD (yn_word_pattern_properties)
YN_SCHEMA_RUN_WORD (yn_word_additional_properties)
YN_SCHEMA_RUN_WORD (yn_word_property_names)
YN_SCHEMA_RUN_WORD (yn_word_required)
YN_SCHEMA_RUN_WORD (yn_word_min_properties)
YN_SCHEMA_RUN_WORD (yn_word_max_properties)
YN_SCHEMA_RUN_WORD (yn_word_dependent_required)
YN_SCHEMA_RUN_WORD (yn_word_dependent_schemas)
YN_SCHEMA_RUN_WORD (yn_word_dependencies)
YN_SCHEMA_RUN_WORD (yn_word_unevaluated_properties)
YN_SCHEMA_RUN_WORD (yn_word_ref)
YN_SCHEMA_RUN_WORD (yn_word_dynamic_ref)
YN_SCHEMA_RUN_WORD (yn_word_all_of)
YN_SCHEMA_RUN_WORD (yn_word_any_of)
YN_SCHEMA_RUN_WORD (yn_word_one_of)
YN_SCHEMA_RUN_WORD (yn_word_not)
YN_SCHEMA_RUN_WORD (yn_word_if)

G_END_DECLS
