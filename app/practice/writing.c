/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/writing.h"

#include "papers/paper.h"
#include "signing/sign.h"

#define PRACTICE_REGION                                                                                      \
  "000000" /* no region of GB/T 2260: nothing of practice is ever mistaken for a city's */

static YnJson *
context_of (YnOffice *office, const YnWritingFor *whom)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) party = yn_office_party (office, whom->uscc);
  g_autofree char *today = yn_office_today (office);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "matter", whom->matter);
  yn_json_writer_name (writer, "platform");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", office->identity);
  yn_json_writer_member_string (writer, "name", YN_PRACTICE_NAME);
  yn_json_writer_member_boolean (writer, "practice", TRUE);
  yn_json_writer_end (writer);
  yn_json_writer_member_value (writer, "enterprise", party);
  yn_json_writer_name (writer, "authority");
  yn_json_writer_null (writer);
  yn_json_writer_member_string (writer, "day", today);
  yn_json_writer_member_string (writer, "number", whom->number);
  yn_json_writer_name (writer, "about");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "relation", "answers");
  yn_json_writer_member_string (writer, "id", whom->filing);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

GBytes *
yn_writing_print (YnOffice *office,
                  const char *service_id,
                  const YnJson *answers,
                  const YnWritingFor *whom,
                  GError **error)
{
  g_autoptr (YnService) service = yn_service_find (service_id, error);
  g_autoptr (YnJson) context = NULL;
  g_autoptr (YnJson) body = NULL;
  g_autoptr (YnJson) annex = NULL;

  if (service == NULL)
    return NULL;
  context = context_of (office, whom);
  body = yn_paper_compose (service, answers, context, NULL, &annex);
  return yn_paper_print (service, body, error);
}

static GBytes *
seal (YnOffice *office, GBytes *pdf, GError **error)
{
  const YnCertificate *certificate = yn_key_certificate (office->authority->seal);
  const YnSignOptions options = {
    .role = "platform-seal",
    .instant = yn_clock_now (office->clock),
    .class = YN_SIGNATURE_CLASS_PRACTICE,
    .mark_name = YN_PRACTICE_NAME,
    .mark_issuer = certificate->issuer_name,
    .language = YN_LANGUAGE_ZH_CN,
    .practice = TRUE,
  };
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = yn_sign_prepare (pdf, &options, &digest, error);

  return prepared != NULL ? yn_sign_finish (prepared, digest, office->authority->seal, NULL, NULL, error) : NULL;
}

GBytes *
yn_writing_make (YnOffice *office,
                 const char *service,
                 const YnJson *answers,
                 const YnWritingFor *whom,
                 GError **error)
{
  g_autoptr (GBytes) pdf = yn_writing_print (office, service, answers, whom, error);

  return pdf != NULL ? seal (office, pdf, error) : NULL;
}

YnJsonWriter *
yn_writing_answers (YnOffice *office, const YnWritingFor *whom, const char *title, const char *instant_name)
{
  YnJsonWriter *writer = yn_json_writer_new ();
  g_autoptr (YnJson) party = yn_office_party (office, whom->uscc);
  g_autofree char *now = yn_clock_format_instant (yn_clock_now (office->clock));

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "filing", whom->filing);
  yn_json_writer_member_string (writer, "title", title);
  yn_json_writer_member_string (writer, instant_name, now);
  yn_json_writer_member_value (writer, "enterprise", party);
  return writer;
}

char *
yn_writing_number (YnOffice *office, const char *day, GError **error)
{
  gint64 serial = yn_ledger_next_number (office->ledger, "serial", error);

  if (serial == 0)
    return NULL;
  return g_strdup_printf (PRACTICE_REGION "%.4s%.2s%.2s%06d", day, day + 5, day + 8,
                          (int) (serial % 1000000));
}
