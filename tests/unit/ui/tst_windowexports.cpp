// SPDX-License-Identifier: MIT
#include "menuhelpers.h"
#include "paint/paintedformats.h"
#include "sampletraces.h"
#include "ui/inspect/inspectpage.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/mainwindow.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// Exporting and copying in the window.
class WindowExportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyFormatIsExported();
    void exportRedactsUnlessAsked();
    void failedExportKeepsTheFile();
    void copyAs();
    void nothingToExport();

private:
    QString message() const { return named<QLabel>(*m_window, u"What happened"_s)->text(); }
    QAction *redact() const { return subMenu(*m_window, u"&File"_s, u"&Export"_s)->actions().constLast(); }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

namespace
{

/// An Authorization, so that there is a secret.
Trace secretTrace()
{
    Trace trace = sampleTrace();
    trace.hops.first().request.headers.append("Authorization", "Bearer s3cret-of-the-test");
    return trace;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void WindowExportsTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

void WindowExportsTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void WindowExportsTest::cleanup()
{
    m_window.reset();
}

void WindowExportsTest::everyFormatIsExported()
{
    m_window->inspect()->showTrace(sampleTrace());
    const QList<QAction *> actions = subMenu(*m_window, u"&File"_s, u"&Export"_s)->actions();
    QCOMPARE(actions.size(), allFormats().size() + 2);
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QList<const Format *> all = allFormats();
    for (const Format *format : all) {
        const QString path = m_folder.filePath(u"out."_s + format->id);
        m_window->exports().exportTrace(path, *format, true);
        QVERIFY(saved.wait(kTimeoutMs));
        QVERIFY(saved.takeFirst().at(0).toBool());
        // A PDF has its date in it.
        const bool equal = contentOf(path) == format->write(sampleTrace());
        QVERIFY2(format->id == "pdf"_L1 ? contentOf(path).startsWith("%PDF") : equal, format->id.data());
    }
}

void WindowExportsTest::exportRedactsUnlessAsked()
{
    QVERIFY(redact()->isChecked());
    m_window->inspect()->showTrace(secretTrace());
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString path = m_folder.filePath(u"secret.har"_s);
    m_window->exports().exportTrace(path, *findFormat(u"har"), false);
    QVERIFY(saved.wait(kTimeoutMs));
    QVERIFY(!contentOf(path).contains("s3cret"));
    QVERIFY2(message().contains(u"Authorization"_s), qPrintable(message()));
    m_window->exports().exportTrace(path, *findFormat(u"har"), true);
    QVERIFY(saved.wait(kTimeoutMs));
    QVERIFY(contentOf(path).contains("s3cret"));
    redact()->trigger();
    QVERIFY(message().startsWith(u"Warning"_s));
}

void WindowExportsTest::failedExportKeepsTheFile()
{
    m_window->inspect()->showTrace(sampleTrace());
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    m_window->exports().exportTrace(m_folder.filePath(u"no/such/folder.har"_s), *findFormat(u"har"), false);
    QVERIFY(saved.wait(kTimeoutMs));
    QVERIFY(!saved.takeFirst().at(0).toBool());
    QVERIFY(message().contains(u"cannot be written"_s));
}

void WindowExportsTest::copyAs()
{
    m_window->inspect()->showTrace(secretTrace());
    const QList<QAction *> actions = subMenu(*m_window, u"&Edit"_s, u"Copy &as"_s)->actions();
    QSignalSpy done(m_window.get(), &MainWindow::copied);
    int copied = 0;
    for (QAction *action : actions) {
        if (action->isSeparator() || action->isCheckable())
            continue;
        QApplication::clipboard()->clear();
        action->trigger();
        QVERIFY(done.wait(kTimeoutMs));
        const QString text = QApplication::clipboard()->text();
        QVERIFY2(!text.isEmpty() && !text.contains(u"s3cret"_s), qPrintable(action->text()));
        ++copied;
    }
    QVERIFY(copied >= 7);
}

void WindowExportsTest::nothingToExport()
{
    QApplication::clipboard()->setText(u"before"_s);
    subMenu(*m_window, u"&File"_s, u"&Export"_s)->actions().constFirst()->trigger();
    QVERIFY(message().contains(u"no trace"_s));
    subMenu(*m_window, u"&Edit"_s, u"Copy &as"_s)->actions().constFirst()->trigger();
    QVERIFY(message().contains(u"no trace"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"before"_s);
}

QTEST_MAIN(WindowExportsTest)
#include "tst_windowexports.moc"
