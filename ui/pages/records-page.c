/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/records-page.h"

#include "desk/recording.h"
#include "widgets/count-box.h"
#include "widgets/link-row.h"
#include "widgets/state-view.h"

#include <glib/gi18n.h>

struct _YnRecordsPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkLabel *as_of;
  GtkLabel *grade;
  GtkFlowBox *counts;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (YnRecordsPage, yn_records_page, YN_TYPE_PAGE)

static const struct
{
  const char *kind;
  const char *title;
  const char *icon;
} groups[] = {
  { "penalty", N_("Penalties"), "dialog-warning-symbolic" },
  { "list", N_("Lists"), "view-list-symbolic" },
  { "abnormal", N_("Abnormal operation"), "dialog-warning-symbolic" },
  { "commitment", N_("Commitments"), "document-edit-symbolic" },
  { "permit", N_("Permits"), "application-certificate-symbolic" },
  { "honour", N_("Honours"), "starred-symbolic" },
};

static void
add_group (YnRecordsPage *self, GPtrArray *entries, guint group)
{
  GtkWidget *box = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const YnRecordEntry *entry = g_ptr_array_index (entries, i);
      GtkWidget *row;

      if (g_strcmp0 (entry->kind, groups[group].kind) != 0)
        continue;
      if (box == NULL)
        {
          GtkWidget *title = gtk_label_new (_(groups[group].title));

          gtk_label_set_xalign (GTK_LABEL (title), 0);
          gtk_widget_add_css_class (title, "title-4");
          gtk_box_append (self->groups, title);
          box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
          gtk_widget_add_css_class (box, "card");
          gtk_widget_add_css_class (box, "list");
          gtk_box_append (self->groups, box);
        }
      row = yn_link_row_new (groups[group].icon, entry->title, entry->subtitle, entry->status);
      yn_link_row_set_action (YN_LINK_ROW (row), "room.entry", entry->id);
      gtk_box_append (GTK_BOX (box), row);
    }
}

/* All that the entries' rows would show. */
static char *
entries_shown (GPtrArray *entries)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const YnRecordEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (shown, "%s\t%s\t%s\t%s\n", entry->id, entry->title, entry->subtitle, entry->status);
    }
  return g_string_free (shown, FALSE);
}

static void
show (YnRecordsPage *self, const YnRecord *record)
{
  g_autofree char *as_of =
      g_strdup_printf (record->stale ? _("As the platform gave it on %s; it may have changed since.")
                                     : _("As the platform gave it on %s."),
                       record->as_of);
  g_autofree char *shown = entries_shown (record->entries);
  GtkWidget *child;

  gtk_label_set_text (self->as_of, as_of);
  gtk_label_set_text (self->grade, *record->grade != '\0' ? record->grade : _("No grade has been given."));
  yn_count_boxes_set (self->counts, record->counts);
  if (!yn_page_is_news (YN_PAGE (self), shown))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    add_group (self, record->entries, i);
}

static void
record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRecordsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnRecord) record = yn_desk_record_finish (YN_DESK (source), result, &error);
  g_autofree char *notice = yn_page_offline_words (YN_PAGE (self));

  if (record == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  if (record->entries->len == 0)
    {
      yn_state_view_empty (self->state, "x-office-address-book-symbolic", _("Nothing is on record"),
                           _("The platform holds no entry about this enterprise."), NULL, NULL);
      return;
    }
  show (self, record);
  yn_state_view_set_notice (self->state, notice);
  yn_state_view_ready (self->state);
}

static void
yn_records_page_refresh (YnPage *page)
{
  yn_desk_record_async (yn_page_desk (page), yn_page_cancellable (page), record_cb, g_object_ref (page));
}

static void
yn_records_page_class_init (YnRecordsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YN_PAGE_CLASS (klass)->refresh = yn_records_page_refresh;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/records-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnRecordsPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnRecordsPage, as_of);
  gtk_widget_class_bind_template_child (widget_class, YnRecordsPage, grade);
  gtk_widget_class_bind_template_child (widget_class, YnRecordsPage, counts);
  gtk_widget_class_bind_template_child (widget_class, YnRecordsPage, groups);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_records_page_init (YnRecordsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Records"));
}
