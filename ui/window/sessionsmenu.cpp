// SPDX-License-Identifier: MIT
#include "ui/window/sessionsmenu.h"

#include "ui/sessions/sessionsdialog.h"
#include "ui/window/session.h"
#include "ui/window/windowparts.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>

namespace hopscope
{

using namespace Qt::StringLiterals;

SessionsMenu::SessionsMenu(const WindowParts &parts) : QObject(parts.window), m_parts(parts)
{
    connect(&parts.session->visits(), &VisitSessions::changed, this, &SessionsMenu::fill);
    fill();
}

void SessionsMenu::fill()
{
    VisitSessions &visits = m_parts.session->visits();
    QMenu *menu = m_parts.actions.visitSessions;
    menu->clear();
    delete menu->findChild<QActionGroup *>();
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &title, const QString &name) {
        QAction *action = group->addAction(menu->addAction(title));
        action->setCheckable(true);
        action->setChecked(visits.current() == name);
        connect(action, &QAction::triggered, this, [&visits, name] { visits.setCurrent(name); });
    };
    add(tr("&None: each trace is a first visit"), {});
    for (const QString &name : visits.names())
        add(QString(name).replace(u'&', u"&&"_s), name);
    menu->addSeparator();
    menu->addAction(tr("&Sessions…"), this, [this, &visits] {
        auto *dialog = new SessionsDialog(visits, m_parts.window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
}

} // namespace hopscope
