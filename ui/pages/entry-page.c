/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/entry-page.h"

#include "desk/recording.h"
#include "widgets/fact-list.h"
#include "widgets/repair-box.h"
#include "widgets/state-view.h"

#include <glib/gi18n.h>

struct _YnEntryPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkLabel *title_label;
  GtkLabel *status;
  YnRepairBox *repair;
  GtkWidget *apply;
  YnFactList *facts;

  char *id;
  YnJson *json; /* the entry */
};

G_DEFINE_FINAL_TYPE (YnEntryPage, yn_entry_page, YN_TYPE_PAGE)

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnEntryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) explained = yn_desk_explain_repair_finish (YN_DESK (source), result, &error);
  gboolean now;

  if (explained == NULL)
    return;
  now = g_strcmp0 (yn_json_get_string (explained, "mayApplyNow"), "no") != 0;
  yn_repair_box_set (self->repair, explained, yn_page_language (YN_PAGE (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->repair), TRUE);
  gtk_widget_set_visible (self->apply, now && g_strcmp0 (yn_json_get_string (self->json, "state"), "published") == 0);
}

static const YnRecordEntry *
find (const YnRecord *record, const char *id)
{
  for (guint i = 0; i < record->entries->len; i++)
    {
      const YnRecordEntry *entry = g_ptr_array_index (record->entries, i);

      if (g_strcmp0 (entry->id, id) == 0)
        return entry;
    }
  return NULL;
}

static void
show (YnEntryPage *self, const YnRecordEntry *entry)
{
  gtk_label_set_text (self->title_label, entry->title);
  gtk_label_set_text (self->status, entry->status);
  yn_fact_list_clear (self->facts);
  for (guint i = 0; i < entry->rows->len; i++)
    {
      const YnRecordRow *row = g_ptr_array_index (entry->rows, i);

      yn_fact_list_add (self->facts, row->title, row->value);
    }
  g_clear_pointer (&self->json, yn_json_unref);
  self->json = yn_json_ref (entry->json);
  yn_page_set_title (YN_PAGE (self), entry->title);
}

static void
record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnEntryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnRecord) record = yn_desk_record_finish (YN_DESK (source), result, &error);
  const YnRecordEntry *entry = record != NULL ? find (record, self->id) : NULL;
  g_autofree char *notice = yn_page_offline_words (YN_PAGE (self));
  g_autofree char *shown = NULL;

  if (record == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  if (entry == NULL)
    {
      yn_state_view_empty (self->state, "x-office-address-book-symbolic", _("This entry is no longer on record"),
                           _("The platform has taken it out."), _("See the record"), "room.place::records");
      return;
    }
  shown = yn_json_print (entry->json, YN_JSON_COMPACT);
  if (yn_page_is_news (YN_PAGE (self), shown))
    show (self, entry);
  if (g_strcmp0 (entry->kind, "penalty") == 0)
    yn_desk_explain_repair_async (YN_DESK (source), self->id, yn_page_cancellable (YN_PAGE (self)), explained_cb,
                                  g_object_ref (self));
  yn_state_view_set_notice (self->state, notice);
  yn_state_view_ready (self->state);
}

static void
yn_entry_page_refresh (YnPage *page)
{
  yn_desk_record_async (yn_page_desk (page), yn_page_cancellable (page), record_cb, g_object_ref (page));
}

/* The application names its penalty: one commitment for each. */
static void
apply_cb (YnEntryPage *self)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) start = NULL;
  g_autofree char *text = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "penalty");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "recordId", self->id);
  yn_json_writer_member_string (writer, "documentNumber", yn_json_get_string (self->json, "documentNumber"));
  yn_json_writer_member_string (writer, "authority",
                                yn_json_get_string (yn_json_get (self->json, "authority"), "name"));
  yn_json_writer_member_string (writer, "decisionDate", yn_json_get_string (self->json, "decisionDate"));
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  start = yn_json_writer_finish (writer);
  text = yn_json_print (start, YN_JSON_COMPACT);
  gtk_widget_activate_action (GTK_WIDGET (self), "room.begin", "(sss)", "F22", text, "");
}

static YnPage *
yn_entry_page_again (YnPage *page)
{
  return yn_entry_page_new (yn_page_desk (page), YN_ENTRY_PAGE (page)->id);
}

YnPage *
yn_entry_page_new (YnDesk *desk, const char *id)
{
  YnEntryPage *self = g_object_new (YN_TYPE_ENTRY_PAGE, "desk", desk, NULL);

  self->id = g_strdup (id);
  return YN_PAGE (self);
}

static void
yn_entry_page_finalize (GObject *object)
{
  YnEntryPage *self = YN_ENTRY_PAGE (object);

  g_clear_pointer (&self->json, yn_json_unref);
  g_free (self->id);
  G_OBJECT_CLASS (yn_entry_page_parent_class)->finalize (object);
}

static void
yn_entry_page_class_init (YnEntryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_entry_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_entry_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_entry_page_again;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_FACT_LIST);
  g_type_ensure (YN_TYPE_REPAIR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/entry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnEntryPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnEntryPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, YnEntryPage, status);
  gtk_widget_class_bind_template_child (widget_class, YnEntryPage, repair);
  gtk_widget_class_bind_template_child (widget_class, YnEntryPage, apply);
  gtk_widget_class_bind_template_child (widget_class, YnEntryPage, facts);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_entry_page_init (YnEntryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
