// SPDX-License-Identifier: MIT
#include "sampletraces.h"
#include "trace/tracejson.h"
#include "ui/inspect/inspectpage.h"
#include "ui/lessons/lessonspage.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracecontroller.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QMenuBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// The window as the program opens it: painted first, filled then, and only then at work.
class WindowStartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void contentsComeOncePainted();
    void argumentsCarriedOut_data();
    void argumentsCarriedOut();
    void lessonIsOpened();
    void closedBeforeItIsFilled();
    void themeIsTheFirstPicturesToo();

private:
    QString traceFile() const;

    QTemporaryDir m_folder;
};

void WindowStartTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QStandardPaths::setTestModeEnabled(true);
    QDir(tabsFolder()).removeRecursively();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QFile file(traceFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(writeTrace(sampleTrace())) > 0);
}

QString WindowStartTest::traceFile() const
{
    return m_folder.filePath(u"sample.json"_s);
}

void WindowStartTest::contentsComeOncePainted()
{
    MainWindow window(MainWindow::Contents::OncePainted);
    QVERIFY(!window.inspect());
    window.show();
    QVERIFY(!window.inspect());
    QTRY_VERIFY_WITH_TIMEOUT(window.inspect() && window.inspect()->isVisible(), kTimeoutMs);
    QVERIFY(window.menuBar()->isVisible());
    // The keyboard begins where a URL is typed.
    QVERIFY(window.focusWidget() && window.focusWidget()->isVisible());
    QCOMPARE(window.focusWidget()->accessibleName(), u"URL to request"_s);
    QCOMPARE(window.inspect()->trace().hops.size(), 0);
}

void WindowStartTest::argumentsCarriedOut_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("none: the demo") << QStringList();
    QTest::newRow("file") << QStringList{traceFile()};
}

void WindowStartTest::argumentsCarriedOut()
{
    QFETCH(QStringList, arguments);
    MainWindow window(MainWindow::Contents::OncePainted);
    window.openOnceShown(arguments);
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(window.inspect() && window.inspect()->trace().hops.size() == 3, kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(!window.tracing().isRunning(), kTimeoutMs);
}

void WindowStartTest::lessonIsOpened()
{
    MainWindow window(MainWindow::Contents::OncePainted);
    window.openLessonOnceShown(u"307-post"_s);
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<LessonsPage *>() && window.findChild<LessonsPage *>()->isVisible(),
                             kTimeoutMs);
}

void WindowStartTest::closedBeforeItIsFilled()
{
    QSettings().remove(u"geometry"_s);
    {
        MainWindow window(MainWindow::Contents::OncePainted);
        window.show();
        QVERIFY(window.close());
        QVERIFY(!window.inspect());
    }
    QVERIFY(!QSettings().value(u"geometry"_s).toByteArray().isEmpty());
}

void WindowStartTest::themeIsTheFirstPicturesToo()
{
    QSettings().setValue(u"theme"_s, int(Theme::Dark));
    MainWindow window(MainWindow::Contents::OncePainted);
    window.show();
    QVERIFY(window.grab().toImage().pixelColor(20, 20).lightness() < 128);
    QSettings().remove(u"theme"_s);
}

QTEST_MAIN(WindowStartTest)
#include "tst_windowstart.moc"
