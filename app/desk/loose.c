/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/loose.h"

#include "desk/place.h"
#include "desk/printing.h"
#include "desk/private.h"
#include "forms/answers.h"
#include "papers/reading.h"


/* What nobody files may still be taken for a paper by whoever finds it. */
static const YnDiscovery practice_alone = { .practice = TRUE };

static YnJson *
context_of_loose (const YnJson *answers, const YnDiscovery *platform, YnClock *clock)
{
  const YnJson *enterprise = yn_json_get (answers, "enterprise");
  g_autofree char *matter = g_uuid_string_random ();
  g_autofree char *day = yn_clock_today (clock);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "matter", matter);
  yn_json_writer_name (writer, "platform");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", platform->identity);
  yn_json_writer_member_string (writer, "name", platform->name);
  yn_json_writer_member_boolean (writer, "practice", platform->practice);
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "enterprise");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name", yn_json_get_string (enterprise, "name"));
  yn_json_writer_member_string (writer, "uscc", yn_json_get_string (enterprise, "uscc"));
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "authority");
  yn_json_writer_null (writer);
  yn_json_writer_member_string (writer, "day", day);
  yn_json_writer_name (writer, "number");
  yn_json_writer_null (writer);
  yn_json_writer_name (writer, "about");
  yn_json_writer_null (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* A paper that is printed to be carried somewhere has its attachments carried beside it. */
static void
leave_out_attachments (GPtrArray *problems)
{
  for (guint i = problems->len; i > 0; i--)
    if (g_str_equal (((YnProblem *) g_ptr_array_index (problems, i - 1))->code, "attachment-required"))
      g_ptr_array_remove_index (problems, i - 1);
}

GBytes *
yn_loose_print (YnService *form, const YnJson *answers, const YnDiscovery *platform, YnClock *clock,
                YnLanguage language, GBytes **annex, GPtrArray **problems, GError **error)
{
  g_autoptr (YnAnswers) given = yn_answers_new (form, answers);
  g_autoptr (YnJson) visible = yn_answers_visible (given);
  g_autofree char *today = yn_clock_today (clock);
  g_autoptr (YnJson) context = NULL;
  g_auto (YnPrinted) printed = { 0 };

  *annex = NULL;
  *problems = yn_answers_check (given, NULL, today, language);
  leave_out_attachments (*problems);
  if ((*problems)->len > 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_ANSWERS_INCOMPLETE, "%u problems", (*problems)->len);
      return NULL;
    }
  if (yn_service_is_own (form) && !platform->practice)
    platform = &practice_alone;
  context = context_of_loose (visible, platform, clock);
  if (!yn_print_both (form, visible, context, NULL, &printed, error))
    return NULL;
  *annex = g_steal_pointer (&printed.annex);
  return g_steal_pointer (&printed.paper);
}

void
yn_loose_paper_free (YnLoosePaper *loose)
{
  g_clear_pointer (&loose->paper, g_bytes_unref);
  g_clear_pointer (&loose->annex, g_bytes_unref);
  g_free (loose);
}

/* The window's twin */

static GBytes *
print_at_desk (YnCall *call, GBytes **annex, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (call->desk, NULL);
  g_autoptr (YnDiscovery) alone = place == NULL ? yn_place_to_print_for (call->desk->settings, NULL, error) : NULL;
  const YnDiscovery *platform = place != NULL ? place->discovery : alone;
  g_autoptr (GPtrArray) problems = NULL;

  return platform == NULL ? NULL
                          : yn_loose_print (call->object, call->json[0], platform, call->desk->clock,
                                            yn_desk_language (call->desk), annex, &problems, error);
}

static gpointer
print_work (gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnLoosePaper) loose = g_new0 (YnLoosePaper, 1);

  loose->paper = print_at_desk (data, &loose->annex, error);
  return loose->paper != NULL ? g_steal_pointer (&loose) : NULL;
}

void
yn_loose_print_async (YnDesk *desk, YnService *form, const YnJson *answers, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, NULL, NULL);

  call->object = yn_service_ref (form);
  call->object_free = (GDestroyNotify) yn_service_unref;
  call->json[0] = yn_json_ref (answers);
  yn_call_run (call, desk->papers, print_work, (GDestroyNotify) yn_loose_paper_free, cancellable, callback, user_data);
}

YN_DEFINE_FINISH (YnLoosePaper *, yn_loose_print)

/* --- a form that is still being written ------------------------------------------------------------------------- */

void
yn_loose_sight_free (YnLooseSight *sight)
{
  yn_pages_unref (sight->pages);
  g_strfreev (sight->texts);
  g_free (sight);
}

YnLooseSight *
yn_loose_look (YnService *form, const YnJson *answers, YnClock *clock, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnLooseSight) sight = g_new0 (YnLooseSight, 1);
  g_autoptr (YnAnswers) given = yn_answers_new (form, answers);
  g_autoptr (YnJson) visible = yn_answers_visible (given);
  g_autoptr (YnJson) context = context_of_loose (visible, &practice_alone, clock);
  g_auto (YnPrinted) printed = { 0 };

  if (!yn_print_both (form, visible, context, NULL, &printed, error))
    return NULL;
  sight->pages = yn_pages_read (printed.paper, cancellable, NULL);
  sight->texts = yn_reading_texts (printed.paper, cancellable, error);
  return sight->texts != NULL ? g_steal_pointer (&sight) : NULL;
}

YN_DEFINE_WORK (look_work, yn_loose_look (call->object, call->json[0], call->desk->clock, cancellable, error))

void
yn_loose_look_async (YnDesk *desk, YnService *form, const YnJson *answers, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, NULL, NULL);

  call->object = yn_service_ref (form);
  call->object_free = (GDestroyNotify) yn_service_unref;
  call->json[0] = yn_json_ref (answers);
  yn_call_run (call, desk->papers, look_work, (GDestroyNotify) yn_loose_sight_free, cancellable, callback, user_data);
}

YN_DEFINE_FINISH (YnLooseSight *, yn_loose_look)

gboolean
yn_loose_examine (YnClock *clock, GError **error)
{
  g_autoptr (YnService) form = yn_service_find ("receipt", error);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnJson) context = NULL;
  g_auto (YnPrinted) printed = { 0 };
  g_auto (GStrv) texts = NULL;

  if (form == NULL)
    return FALSE;
  context = context_of_loose (nothing, &practice_alone, clock);
  if (!yn_print_both (form, nothing, context, NULL, &printed, error))
    return FALSE;
  texts = yn_reading_texts (printed.paper, NULL, error);
  return texts != NULL;
}
