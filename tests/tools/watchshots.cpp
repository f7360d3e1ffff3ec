// SPDX-License-Identifier: MIT
#include "watchshots.h"

#include "shooter.h"
#include "ui/watch/watchmodel.h"
#include "ui/watch/watchpage.h"
#include "ui/window/pages.h"
#include "ui/window/watchcontroller.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

void shootWatch(Shooter &shooter)
{
    shooter.window.showPage(pageNumber("watch"_L1));
    shooter.shoot(u"watch-empty"_s);
    auto *page = shooter.window.findChild<WatchPage *>();
    auto *controller = shooter.window.findChild<WatchController *>();
    const auto press = [&](const QString &name) { named<QPushButton>(*page, name)->click(); };
    QSignalSpy started(controller, &WatchController::started);
    named<QCheckBox>(*page, u"Open https"_s)->setChecked(true);
    press(u"Start to watch"_s);
    shooter.await(started, "the start of a watch");
    shooter.shoot(u"watch-started"_s);
    const auto run = [&](const QString &command) {
        QSignalSpy ended(controller, &WatchController::programEnded);
        auto *line = named<QLineEdit>(*page, u"Command to run"_s);
        line->setText(command);
        press(u"Run the command"_s);
        shooter.await(ended, "a command");
    };
    const QString server = u"http://127.0.0.1:%1"_s.arg(shooter.window.session().ports().value(0));
    run(u"curl -s -A curl/7.88.1 -L -d item=tea %1/302?to=/301?to=/echo %1/echo"_s.arg(server));
    run(u"curl -s -A curl/7.88.1 -X PUT -d item=tea %1/307?to=/echo"_s.arg(server));
    run(u"curl -s -A shop-sync/2.1 -L %1/301?to=/status/404"_s.arg(server));
    run(u"curl -sS -A curl/7.88.1 -L %1/301?to=/echo http://127.0.0.1:1/"_s.arg(server));
    const bool isThere = QTest::qWaitFor([page] { return page->model()->rowCount() == 6; }, kTimeoutMs);
    shooter.failed = !isThere || shooter.failed;
    shooter.shoot(u"watch"_s);
    auto *table = named<QTableView>(*page, u"Watched chains"_s);
    table->setCurrentIndex(table->model()->index(2, 0));
    press(u"Pause the list"_s);
    run(u"curl -s -A curl/7.88.1 %1/echo"_s.arg(server));
    const bool waits = QTest::qWaitFor([page] { return page->model()->waiting() == 1; }, kTimeoutMs);
    shooter.failed = !waits || shooter.failed;
    shooter.shoot(u"watch-paused"_s);
    QSignalSpy stopped(controller, &WatchController::stopped);
    press(u"Stop watching"_s);
    shooter.await(stopped, "a watch");
    press(u"Go on with the list"_s);
    shooter.shoot(u"watch-stopped"_s);
    press(u"Clear the chains"_s);
    const bool isGone = QTest::qWaitFor([page] { return page->model()->rows().isEmpty(); }, kTimeoutMs);
    shooter.failed = !isGone || shooter.failed;
    named<QCheckBox>(*page, u"Open https"_s)->setChecked(false);
}
