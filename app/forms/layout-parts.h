/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The inside of a form that is laid out, for layout*.c alone.
 *
 *   place   what the schema, the UI schema and the words say of one place in one language, whatever the answers:
 *           worked out once for each service and shared by all entries of an array
 *   node    an item with what following the answers needs
 *   way     a pointer into the schema: that of the place with 0 for every entry, and the branches taken on it */
#pragma once

#include "forms/condition.h"
#include "forms/layout.h"

G_BEGIN_DECLS

#define YN_FORM_MAX_ITEMS 100000 /* with all the entries that answers bring; without any YN_FORM_MAX_PLACES */
#define YN_FORM_MAX_NESTING 32

typedef struct
{
  YnFormItemKind kind;  /* FIELD, ARRAY, GROUP (an object), BRANCHES */
  char *name;           /* of the member; NULL for entries, branches and the whole */
  char *way;            /* as asked for; into the one branch that is not null, where there are no others */
  const YnJson *view;   /* yn_schema_at() of it */
  char *label;
  char *help;
  YnField *field;       /* FIELD; BRANCHES: the choice among them */
  guint min_items;
  guint max_items;
  gboolean ordered;
  gboolean computed;
  gboolean read_only;   /* by the schema and the element's options */
  gboolean conditional; /* only a branch of the object around it names it */
  gboolean open;        /* GROUP: members may be added, or entries behind a tuple's positions */
  gboolean closed;      /* GROUP: nothing may stand behind a tuple's positions */
  gboolean branching;   /* BRANCHES; GROUP: its own members, then branches */
  guint positions;      /* GROUP: of a tuple, whose positions stand in it like members; 0: an object */
  gboolean due;         /* a position of a tuple that the tuple must have */
} YnFormPlace;

/* Borrowed from the service. @pointer is the place's, @way its way, @element the UI schema's or NULL. */
const YnFormPlace *yn_form_place (const YnService *service, const YnJson *element, const char *pointer, const char *way,
                                  YnLanguage language);
void yn_form_place_free (YnFormPlace *place);

/* The words of an element of the UI schema: "label" or "text" under its own i18n key; NULL where it has none. New. */
char *yn_form_element_text (const YnService *service, const YnJson *element, const char *member, const char *part,
                            YnLanguage language);

typedef struct
{
  YnFormItem item; /* first: a node is an item */
  const YnRule *rule;       /* or NULL; borrowed from the service */
  const YnFormPlace *place; /* or NULL */
  char *base;               /* where the scopes of the rule begin; "" or an entry; NULL without a rule */
  char **known;             /* MEMBERS: the object's members that have a place of their own */
  guint entries;            /* ARRAY: how many the answers hold; a tuple that asks for none: behind its positions */
  char *names;              /* MEMBERS: of those that stand in it, one a line */
  char *label_pointer;      /* entries: whose answer is the label; NULL: none */
  gboolean root;            /* the outermost, a YnFormRoot */
  gboolean fixed;           /* what the schema says of it does not depend on answers */
  gboolean absent;          /* only a branch names it, which does not hold */
  gboolean locked;          /* by itself, not by a rule nor by what is around it */
  gboolean biting;          /* its rule has effect */
  gboolean bitten;          /* and had so before */
} YnFormNode;

/* What belongs to the whole form: the outermost item is one of these. */
typedef struct
{
  YnFormNode node;
  YnService *service;
  YnLanguage language;
  GHashTable *labels; /* pointer -> label as it stands in the form, borrowed; made when somebody asks why */
  guint left;         /* how many items more there is room for */
  gboolean cut;       /* there was none for some */
  gboolean deep;      /* some would lie deeper than anybody follows */
  GHashTable *chosen; /* pointer -> branch + 1: chosen by hand, for answers that do not tell; goes from form to form */
} YnFormRoot;

/* The names of @object's members that are not among @known, one a line. New. */
char *yn_form_added_names (const YnJson *object, char **known);

/* layout-follow.c: the branch that stands at @pointer, -1 for none. */
int yn_form_branch (YnFormRoot *root, const YnJson *answers, const char *pointer);

/* The same: flags and words of all nodes. FALSE: the shape is another. */
gboolean yn_form_ask (YnFormRoot *root, const YnJson *answers);

G_END_DECLS
