/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/report.h"

#include "base/codes.h"
#include "practice/record.h"

#include <string.h>

static const char advice[] = "建议秉持诚信理念，合法有序开展经营活动。";
static const char repair_advice[] = "请关注行政处罚信息的最短公示期；义务履行完毕的，可以依法申请信用修复。"
                                    "建议秉持诚信理念，合法有序开展经营活动。";

typedef struct
{
  const char *from; /* "2023-11" */
  const char *to;
} Period;

typedef void (*WriteRow) (YnJsonWriter *writer, const YnJson *entry);

/* Months compare as text. What has no day is always in. */
static gboolean
is_within (const YnJson *entry, const char *day_name, const Period *period)
{
  const char *day = day_name != NULL ? yn_json_get_string (entry, day_name) : NULL;

  return day == NULL
         || ((period->from == NULL || strncmp (day, period->from, 7) >= 0)
             && (period->to == NULL || strncmp (day, period->to, 7) <= 0));
}

static void
copy (YnJsonWriter *writer, const YnJson *entry, const char *name, const char *as)
{
  const char *text = yn_json_get_string (entry, name);

  if (text != NULL && *text != '\0')
    yn_json_writer_member_string (writer, as, text);
}

static void
copy_organ (YnJsonWriter *writer, const YnJson *entry, const char *name)
{
  const YnJson *organ = yn_json_get (entry, name);
  g_autofree char *code = g_strconcat (name, "Code", NULL);

  copy (writer, organ, "name", name);
  copy (writer, organ, "uscc", code);
}

static void
write_permit (YnJsonWriter *writer, const YnJson *entry)
{
  static const char *const names[] = { "documentNumber", "documentName", "certificateName",
                                       "kind",           "number",       "decidedOn",
                                       "validFrom",      "validUntil",   "content" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    copy (writer, entry, names[i], names[i]);
  copy_organ (writer, entry, "authority");
  copy_organ (writer, entry, "source");
}

static void
copy_wan (YnJsonWriter *writer, const YnJson *entry, const char *name, const char *as)
{
  gint64 fen;
  g_autofree char *wan = yn_json_int64 (yn_json_get (entry, name), &fen) ? yn_money_format_wan (fen) : NULL;

  if (wan != NULL)
    yn_json_writer_member_string (writer, as, wan);
}

static void
write_penalty (YnJsonWriter *writer, const YnJson *entry)
{
  static const char *const names[] = { "documentNumber", "content", "licence", "act", "facts", "basis" };
  static const char *const states[][2] = { { "published", "公示中" },
                                           { "under-repair", "信用修复办理中" },
                                           { "under-objection", "异议处理中" } };
  const YnJson *kinds = yn_json_get (entry, "kinds");
  const char *state = yn_json_get_string (entry, "state");
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (kinds); i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "、" : "", yn_json_string (yn_json_at (kinds, i)));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    copy (writer, entry, names[i], names[i]);
  yn_json_writer_member_string (writer, "kinds", joined->str);
  copy (writer, entry, "decisionDate", "decidedOn");
  copy_wan (writer, entry, "amountFen", "fineWan");
  copy_wan (writer, entry, "confiscatedFen", "confiscatedWan");
  copy_organ (writer, entry, "authority");
  copy_organ (writer, entry, "source");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i][0]) == 0)
      yn_json_writer_member_string (writer, "state", states[i][1]);
}

static void
write_honour (YnJsonWriter *writer, const YnJson *entry)
{
  copy (writer, entry, "title", "title");
  copy (writer, entry, "year", "year");
  copy (writer, entry, "by", "by");
}

static void
write_listing (YnJsonWriter *writer, const YnJson *entry)
{
  gboolean removed = g_strcmp0 (yn_json_get_string (entry, "state"), "removed") == 0;

  copy (writer, entry, "list", "list");
  copy (writer, entry, "reason", "reason");
  copy (writer, entry, "basis", "basis");
  copy (writer, entry, "enteredOn", "enteredOn");
  copy (writer, yn_json_get (entry, "authority"), "name", "authority");
  yn_json_writer_member_string (writer, "state", removed ? "已移出" : "在列");
}

static void
write_abnormal (YnJsonWriter *writer, const YnJson *entry)
{
  gboolean removed = g_strcmp0 (yn_json_get_string (entry, "state"), "removed") == 0;

  copy (writer, entry, "reason", "reason");
  copy (writer, entry, "enteredOn", "enteredOn");
  copy (writer, yn_json_get (entry, "authority"), "name", "authority");
  yn_json_writer_member_string (writer, "state", removed ? "已移出" : "在列");
}

static void
write_commitment (YnJsonWriter *writer, const YnJson *entry)
{
  static const char *const types[] = { "其他",       "审批替代型", "容缺受理型", "证明事项型",
                                       "信用修复型", "行业自律型", "主动型" };
  const char *type = yn_json_get_string (entry, "type");
  const char *performance = yn_json_get_string (entry, "performance");

  if (type != NULL && *type >= '0' && *type <= '6')
    yn_json_writer_member_string (writer, "type", types[*type - '0']);
  copy (writer, entry, "reason", "reason");
  copy (writer, entry, "madeOn", "madeOn");
  copy (writer, entry, "validUntil", "validUntil");
  copy (writer, yn_json_get (entry, "authority"), "name", "authority");
  yn_json_writer_member_string (writer, "performance", performance != NULL ? performance : "尚未认定");
}

static void
write_evaluation (YnJsonWriter *writer, const YnJson *entry)
{
  static const char *const names[] = { "content", "level", "on", "by" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    copy (writer, entry, names[i], names[i]);
}

/* Publicity that ended is neither shown nor shared any more; a commitment that is not public is not told to
 * others. */
static gboolean
is_public (const YnJson *entry)
{
  return g_strcmp0 (yn_json_get_string (entry, "state"), "ended") != 0
         && yn_json_get_int (entry, "publicity", 1) == 1;
}

/* The row of the table below that the advice looks at. */
#define PENALTIES 1

static const struct
{
  const char *name;
  const char *day;
  WriteRow write;
  const char *counter;
} chapters[] = {
  { "permits", "decidedOn", write_permit, "administration" },
  { "penalties", "decisionDate", write_penalty, "administration" },
  { "honours", NULL, write_honour, "honest" },
  { "lists", "enteredOn", write_listing, "dishonest" },
  { "abnormal", "enteredOn", write_abnormal, "abnormal" },
  { "commitments", "madeOn", write_commitment, "commitments" },
  { "evaluations", "on", write_evaluation, "evaluations" },
  { "judgments", "on", NULL, "judgments" },
  { "other", "on", NULL, "other" },
};

static guint
write_chapter (YnJsonWriter *writer, const YnJson *record, guint chapter, const Period *period)
{
  const YnJson *entries = yn_json_get (record, chapters[chapter].name);
  guint n = 0;

  yn_json_writer_name (writer, chapters[chapter].name);
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (entries); i++)
    {
      const YnJson *entry = yn_json_at (entries, i);

      if (!is_public (entry) || !is_within (entry, chapters[chapter].day, period))
        continue;
      n++;
      if (chapters[chapter].write == NULL)
        {
          yn_json_writer_value (writer, entry);
          continue;
        }
      yn_json_writer_begin_object (writer);
      chapters[chapter].write (writer, entry);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return n;
}

static void
write_counts (YnJsonWriter *writer, const guint *rows)
{
  yn_json_writer_name (writer, "counts");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    {
      guint n = rows[i];

      if (i + 1 < G_N_ELEMENTS (chapters) && g_str_equal (chapters[i].counter, chapters[i + 1].counter))
        n += rows[++i];
      yn_json_writer_member_int (writer, chapters[i].counter, n);
    }
  yn_json_writer_end (writer);
}

static void
write_subject (YnJsonWriter *writer, const YnJson *enterprise)
{
  const YnJson *person = yn_json_get (enterprise, "legalRepresentative");
  const YnJson *capital = yn_json_get (enterprise, "registeredCapitalFen");

  yn_json_writer_name (writer, "enterprise");
  yn_json_writer_begin_object (writer);
  copy (writer, enterprise, "name", "name");
  copy (writer, enterprise, "uscc", "uscc");
  copy (writer, person, "name", "legalRepresentative");
  copy (writer, enterprise, "established", "established");
  copy (writer, enterprise, "address", "address");
  yn_json_writer_end (writer);

  yn_json_writer_name (writer, "registration");
  yn_json_writer_begin_object (writer);
  copy (writer, enterprise, "name", "name");
  copy (writer, enterprise, "uscc", "uscc");
  copy (writer, enterprise, "kind", "kind");
  if (capital != NULL)
    yn_json_writer_member_value (writer, "capital", capital);
  copy (writer, enterprise, "established", "established");
  copy (writer, person, "name", "legalRepresentative");
  copy (writer, enterprise, "registrationAuthority", "authority");
  copy (writer, enterprise, "businessScope", "scope");
  copy (writer, enterprise, "address", "address");
  yn_json_writer_end (writer);
}

static void
write_head (YnOffice *office, YnJsonWriter *writer, const YnIntake *intake, const char *number)
{
  g_autoptr (YnService) service = yn_intake_service (intake, NULL);
  const YnJson *answers = yn_json_get (intake->body, "answers");
  g_autofree char *now = yn_clock_format_instant (yn_clock_now (office->clock));
  g_autofree char *purpose =
      service != NULL
          ? yn_service_answer_text (service, "/purpose", yn_json_get (answers, "purpose"), YN_LANGUAGE_ZH_CN)
          : NULL;

  yn_json_writer_member_string (writer, "number", number);
  yn_json_writer_member_string (writer, "version", "V2.0");
  yn_json_writer_member_string (writer, "generatedAt", now);
  yn_json_writer_member_string (writer, "issuer", YN_PRACTICE_NAME);
  yn_json_writer_member_value (writer, "period", yn_json_get (answers, "period"));
  yn_json_writer_member_string (writer, "purpose", purpose != NULL && *purpose != '\0' ? purpose : "其它");
  yn_json_writer_member_string (writer, "filing", intake->id);
}

YnJson *
yn_practice_report_answers (YnOffice *office, const YnIntake *intake, const char *number, GError **error)
{
  const YnJson *asked = yn_json_pointer (intake->body, "/answers/period");
  const Period period = { yn_json_get_string (asked, "from"), yn_json_get_string (asked, "to") };
  const YnSample *sample = yn_samples_find (office->samples, intake->uscc);
  g_autoptr (YnJson) record = yn_practice_record_compose (office, intake->uscc, error);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  guint rows[G_N_ELEMENTS (chapters)];

  if (record == NULL)
    return NULL;
  yn_json_writer_begin_object (writer);
  write_head (office, writer, intake, number);
  write_subject (writer, yn_sample_enterprise (sample));
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    rows[i] = write_chapter (writer, record, i, &period);
  write_counts (writer, rows);
  yn_json_writer_member_string (writer, "advice", rows[PENALTIES] > 0 ? repair_advice : advice);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

char *
yn_practice_report_number (YnOffice *office, const YnIntake *intake)
{
  g_autofree char *civil = yn_clock_civil (yn_clock_now (office->clock)); /* "2026-11-23 10:50:02" */
  GString *number = g_string_new (NULL);

  for (const char *c = civil; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (number, *c);
  g_string_append (number, "000000");
  for (guint i = 0; i < 2; i++)
    g_string_append_c (number, g_ascii_toupper (intake->id[i]));
  return g_string_free (number, FALSE);
}
