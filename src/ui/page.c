/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The base of the pages of a workshop. */
#include "ui/page.h"

#include "ui/widgets/naming.h"

typedef struct {
  NordSession *session; /* (owned) (nullable) */
} NordPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NordPage, nord_page, ADW_TYPE_BIN)

enum { PROP_SESSION = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
nord_page_real_set_session (NordPage *self, NordSession *session)
{
}

static void
nord_page_real_activate (NordPage *self)
{
}

static GPtrArray *
nord_page_real_list_panes (NordPage *self)
{
  GPtrArray *panes = g_ptr_array_new ();
  g_ptr_array_add (panes, self);
  return panes;
}

static void
nord_page_dispose (GObject *object)
{
  NordPagePrivate *priv = nord_page_get_instance_private (NORD_PAGE (object));

  g_clear_object (&priv->session);

  G_OBJECT_CLASS (nord_page_parent_class)->dispose (object);
}

static void
nord_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    g_value_set_object (value, nord_page_get_session (NORD_PAGE (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    nord_page_set_session (NORD_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_page_class_init (NordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_page_dispose;
  object_class->get_property = nord_page_get_property;
  object_class->set_property = nord_page_set_property;
  klass->set_session = nord_page_real_set_session;
  klass->activate = nord_page_real_activate;
  klass->deactivate = nord_page_real_activate;
  klass->list_panes = nord_page_real_list_panes;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, NORD_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nord_page_init (NordPage *self)
{
}

NordSession *
nord_page_get_session (NordPage *self)
{
  NordPagePrivate *priv = nord_page_get_instance_private (self);

  g_return_val_if_fail (NORD_IS_PAGE (self), NULL);

  return priv->session;
}

void
nord_page_set_session (NordPage *self, NordSession *session)
{
  NordPagePrivate *priv = nord_page_get_instance_private (self);

  g_return_if_fail (NORD_IS_PAGE (self));
  g_return_if_fail (session == NULL || NORD_IS_SESSION (session));

  if (session == priv->session)
    return;
  /* A page keeps its session for life, so that subclasses connect once. */
  g_return_if_fail (priv->session == NULL);

  priv->session = g_object_ref (session);
  NORD_PAGE_GET_CLASS (self)->set_session (self, session);
  nord_naming_apply (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

NordDocument *
nord_page_get_document (NordPage *self)
{
  NordSession *session = nord_page_get_session (self);
  return session != NULL ? nord_session_get_document (session) : NULL;
}

void
nord_page_activate (NordPage *self)
{
  g_return_if_fail (NORD_IS_PAGE (self));

  NORD_PAGE_GET_CLASS (self)->activate (self);
}

void
nord_page_deactivate (NordPage *self)
{
  g_return_if_fail (NORD_IS_PAGE (self));

  NORD_PAGE_GET_CLASS (self)->deactivate (self);
}

GPtrArray *
nord_page_list_panes (NordPage *self)
{
  g_return_val_if_fail (NORD_IS_PAGE (self), NULL);

  return NORD_PAGE_GET_CLASS (self)->list_panes (self);
}

void
nord_page_step_pane (NordPage *self, GtkWidget *header, gboolean forward)
{
  g_autoptr (GPtrArray) panes = NULL;
  GtkWidget *focus;
  guint current = 0;

  g_return_if_fail (NORD_IS_PAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (header));

  panes = nord_page_list_panes (self);
  g_ptr_array_insert (panes, 0, header);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  for (guint i = 1; focus != NULL && i < panes->len; i++) {
    GtkWidget *pane = g_ptr_array_index (panes, i);

    if (focus == pane || gtk_widget_is_ancestor (focus, pane))
      current = i;
  }
  /* A pane without anything to focus is passed over. */
  for (guint i = 1; i <= panes->len; i++) {
    guint next = (current + (forward ? i : panes->len - i)) % panes->len;
    GtkWidget *pane = g_ptr_array_index (panes, next);

    if (gtk_widget_get_mapped (pane) &&
        (gtk_widget_grab_focus (pane) || gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD)))
      return;
  }
}
