/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/collection.h"

#include <string.h>
#include "forms/problem.h"

#define REST "……（余下内容见承诺书）"

typedef enum
{
  OPTIONAL,
  REQUIRED,
  WHEN_BROKEN, /* required where the commitment was kept in part or not at all */
} Need;

typedef struct
{
  const YnService *service;
  const YnJson *body;
  const YnJson *answers;
  const char *code;
  const YnJson *kept;
} Source;

static char *
copy_at (const YnJson *json, const char *pointer)
{
  return g_strdup (yn_json_string (yn_json_pointer (json, pointer)));
}

static const YnJson *
member (const Source *source, const char *name)
{
  return yn_json_get (yn_service_json (source->service), name);
}

static char *
filled (const Source *source, const YnJson *text)
{
  return text != NULL ? yn_service_fill (source->service, text, source->answers, YN_LANGUAGE_ZH_CN) : NULL;
}

/* 1 to 14: the commitment itself */

static char *
code_of (const Source *source)
{
  return g_strdup (source->code);
}

static char *
subject_name_of (const Source *source)
{
  return copy_at (source->body, "/enterprise/name");
}

static char *
identify_of (const Source *source)
{
  return copy_at (source->body, "/enterprise/uscc");
}

/* As answered; else by the code itself: 92 are sole traders. */
static char *
subject_category_of (const Source *source)
{
  const char *answered = yn_json_string (yn_json_pointer (source->answers, "/enterprise/category"));
  g_autofree char *uscc = identify_of (source);

  if (answered != NULL || uscc == NULL)
    return g_strdup (answered);
  return g_strdup (g_str_has_prefix (uscc, "92") ? "4" : "1");
}

static char *
type_of (const Source *source)
{
  return g_strdup (yn_json_string (member (source, "commitmentType")));
}

static char *
reason_of (const Source *source)
{
  return filled (source, member (source, "reason"));
}

static void
append_numbered (GString *out, guint number, const char *text)
{
  g_string_append_printf (out, "%s%u. %s", out->len > 0 ? "\n" : "", number, text);
}

/* "1. …\n2. …": the clauses, then what is still to come and by when. */
static char *
content_of (const Source *source)
{
  g_autoptr (YnJson) clauses = yn_service_clauses (source->service, source->answers, YN_LANGUAGE_ZH_CN);
  const char *pointer = yn_json_string (member (source, "lacking"));
  const YnJson *lacking = pointer != NULL ? yn_json_pointer (source->answers, pointer) : NULL;
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < yn_json_size (clauses); i++)
    append_numbered (out, ++n, yn_json_get_string (yn_json_at (clauses, i), "text"));
  for (guint i = 0; i < yn_json_size (lacking); i++)
    {
      const YnJson *entry = yn_json_at (lacking, i);
      const char *by = yn_json_get_string (entry, "by");
      g_autofree char *day = by != NULL ? yn_service_day_text (by, YN_LANGUAGE_ZH_CN) : g_strdup ("");
      g_autofree char *text = g_strdup_printf ("补交%s，期限%s", yn_json_get_string (entry, "material"), day);

      append_numbered (out, ++n, text);
    }
  return g_string_free (out, FALSE);
}

static char *
liability_of (const Source *source)
{
  const YnJson *liability = member (source, "liability");
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (liability); i++)
    {
      g_autofree char *text = filled (source, yn_json_at (liability, i));

      append_numbered (out, i + 1, text);
    }
  return g_string_free (out, FALSE);
}

static char *
date_of (const Source *source)
{
  return copy_at (source->body, "/day");
}

static char *
validity_of (const Source *source)
{
  g_autofree char *day = date_of (source);

  return day != NULL ? yn_service_valid_until (source->service, day) : NULL;
}

static char *
unit_of (const Source *source)
{
  return copy_at (source->body, "/authority/name");
}

static char *
unit_identify_of (const Source *source)
{
  return copy_at (source->body, "/authority/uscc");
}

static char *
publication_of (const Source *source)
{
  int type = yn_service_publicity (source->service);

  return type != 0 ? g_strdup_printf ("%d", type) : NULL;
}

/* What no other field has room for: a validity without a last day, a publicity that changes. */
static char *
remarks_of (const Source *source)
{
  const YnJson *validity = member (source, "validity");
  const YnJson *publicity = member (source, "publicity");
  const char *until = yn_json_get_string (publicity, "until");
  const YnJson *type = member (source, "commitmentTypeText");
  GString *out = g_string_new (NULL);

  if (type != NULL)
    g_string_append_printf (out, "承诺类型：%s", yn_json_text (type, YN_LANGUAGE_ZH_CN));
  if (g_strcmp0 (yn_json_get_string (validity, "mode"), "event") == 0)
    {
      g_autofree char *text = filled (source, validity);

      g_string_append_printf (out, "%s有效期：%s", out->len > 0 ? "；" : "", text);
    }
  if (until != NULL)
    {
      g_autofree char *label = yn_service_label (source->service, until, YN_LANGUAGE_ZH_CN);
      g_autofree char *when = yn_service_answer_text (source->service, until,
                                                      yn_json_pointer (source->answers, until), YN_LANGUAGE_ZH_CN);

      g_string_append_printf (out, "%s%s（%s）之后公开类型为%d", out->len > 0 ? "；" : "", label, when,
                              (int) yn_json_get_int (publicity, "then", 0));
    }
  return g_string_free (out, FALSE);
}

/* 15 to 20: how it was kept */

static char *
status_of (const Source *source)
{
  return copy_at (source->kept, "/performance");
}

static char *
unperformed_of (const Source *source)
{
  return copy_at (source->kept, "/unperformed");
}

static char *
pursued_of (const Source *source)
{
  return copy_at (source->kept, "/pursued");
}

static char *
status_date_of (const Source *source)
{
  return copy_at (source->kept, "/performedOn");
}

/* No record says yet who found it. */
static char *
nobody (const Source *source)
{
  return NULL;
}

static const struct
{
  const char *name;
  const char *title;
  guint limit; /* characters; 0: a day or a code of a list */
  Need need;
  char *(*value) (const Source *);
} fields[] = {
  { "code", "承诺编码", 20, REQUIRED, code_of },
  { "subjectName", "承诺人名称", 200, REQUIRED, subject_name_of },
  { "subjectCategory", "承诺人类别", 0, REQUIRED, subject_category_of },
  { "identify", "承诺人代码", 18, REQUIRED, identify_of },
  { "commitmentTypeId", "承诺类型", 0, REQUIRED, type_of },
  { "reason", "承诺事由", 512, REQUIRED, reason_of },
  { "content", "承诺内容", 4000, REQUIRED, content_of },
  { "liabilityBreachCommitment", "违诺责任", 4000, REQUIRED, liability_of },
  { "commitmentDate", "承诺作出日期", 0, REQUIRED, date_of },
  { "commitmentValidity", "承诺有效期", 0, OPTIONAL, validity_of },
  { "acceptanceUnit", "承诺受理单位", 200, REQUIRED, unit_of },
  { "acceptanceUnitIdentify", "承诺受理单位代码", 18, REQUIRED, unit_identify_of },
  { "publicationType", "公开类型", 0, REQUIRED, publication_of },
  { "remarks", "备注", 512, OPTIONAL, remarks_of },
  { "fulfillmentStatus", "承诺履行状态", 0, OPTIONAL, status_of },
  { "unperformedCommitmentContent", "未履行的承诺内容", 4000, WHEN_BROKEN, unperformed_of },
  { "liabilityBreachCommitmentContent", "违诺责任追究内容", 4000, WHEN_BROKEN, pursued_of },
  { "fulfillmentStatusDate", "承诺履行状态认定日期", 0, OPTIONAL, status_date_of },
  { "acceptanceConfirmUnit", "承诺履行状态认定单位", 200, OPTIONAL, nobody },
  { "acceptanceConfirmUnitIdentify", "承诺履行状态认定单位代码", 18, OPTIONAL, nobody },
};

static void
add_problem (GPtrArray *problems, guint field, const char *code, gsize length)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *pointer = g_strdup_printf ("/%s", fields[field].name);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", fields[field].title);
  if (length > 0)
    {
      yn_json_writer_member_int (writer, "limit", fields[field].limit);
      yn_json_writer_member_int (writer, "length", length);
    }
  yn_json_writer_end (writer);
  g_ptr_array_add (problems, yn_problem_new (pointer, NULL, code, yn_json_writer_finish (writer)));
}

/* Never silently: the value says that there is more, and so does a problem. */
static char *
cut (char *value, guint field, GPtrArray *problems)
{
  gsize length = value != NULL ? g_utf8_strlen (value, -1) : 0;
  g_autofree char *whole = value;
  g_autofree char *kept = NULL;

  if (fields[field].limit == 0 || length <= fields[field].limit)
    return g_steal_pointer (&whole);
  add_problem (problems, field, "collection-cut", length);
  if (fields[field].limit < 100) /* a code is whole or none */
    return NULL;
  kept = g_utf8_substring (whole, 0, fields[field].limit - g_utf8_strlen (REST, -1));
  return g_strconcat (kept, REST, NULL);
}

static gboolean
is_needed (Need need, const Source *source)
{
  const char *status = yn_json_get_string (source->kept, "performance");

  return need == REQUIRED || (need == WHEN_BROKEN && status != NULL && strcmp (status, "全部履行") != 0);
}

YnJson *
yn_collection_fields (const YnService *service, const YnJson *body, const char *code, const YnJson *kept,
                      GPtrArray **problems)
{
  Source source = { service, body, yn_json_get (body, "answers"), code, kept };
  g_autoptr (YnJsonWriter) writer = NULL;

  *problems = yn_problems_new ();
  if (yn_json_get (yn_service_json (service), "commitmentType") == NULL)
    return NULL;
  writer = yn_json_writer_new ();
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = cut (fields[i].value (&source), i, *problems);
      gboolean empty = value == NULL || *value == '\0';

      if (empty && is_needed (fields[i].need, &source))
        add_problem (*problems, i, "collection-missing", 0);
      yn_json_writer_member_string (writer, fields[i].name, empty ? NULL : value);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

const char *
yn_collection_title (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, field) == 0)
      return fields[i].title;
  return NULL;
}
