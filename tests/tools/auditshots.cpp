// SPDX-License-Identifier: MIT
#include "auditshots.h"

#include "shooter.h"
#include "ui/audit/auditoptionspanel.h"
#include "ui/audit/auditpage.h"
#include "ui/window/auditcontroller.h"
#include "ui/window/pages.h"

#include <QFile>
#include <QListView>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

void shootAudit(Shooter &shooter)
{
    shooter.window.showPage(pageNumber("audit"_L1));
    shooter.shoot(u"audit-empty"_s);
    auto *page = shooter.window.findChild<AuditPage *>();
    auto *controller = shooter.window.findChild<AuditController *>();
    QByteArray map = "source,target,status,note\n"
                     "/301?to=/echo,/echo,301,front page\n"
                     "/302?to=/301?to=/echo,/echo,301,campaign of spring\n"
                     "/301?to=/status/404,/about,301,\n"
                     "http://,,,\n"
                     "/echo?b,/301?to=/echo,,=1+1\n";
    for (int i = 0; i < 40; ++i)
        map += "/302?to=/301?to=/echo?" + QByteArray::number(i) + ",/echo?" + QByteArray::number(i) + ",,\n";
    const QString path = shooter.folder.filePath(u"redirects.csv"_s);
    QFile file(path);
    shooter.failed = !file.open(QIODevice::WriteOnly) || file.write(map) != map.size() || shooter.failed;
    file.close();
    page->options()->choose(u"base", {u"http://127.0.0.1:%1/"_s.arg(shooter.window.session().ports().value(0))});
    QSignalSpy planned(controller, &AuditController::planned);
    controller->open({path});
    shooter.await(planned, "reading a list");
    const QList<QToolButton *> links = page->findChildren<QToolButton *>(u"link"_s);
    for (QToolButton *link : links) {
        link->click();
        shooter.shoot(u"audit-%1"_s.arg(link == links.first() ? u"options"_s : u"remarks"_s));
        link->click();
    }
    QSignalSpy ended(controller, &AuditController::ended);
    controller->start();
    shooter.await(ended, "an audit");
    shooter.shoot(u"audit"_s);
    auto *causes = named<QListView>(*page, u"Causes"_s);
    causes->setCurrentIndex(causes->model()->index(2, 0));
    shooter.shoot(u"audit-cause"_s);
}
