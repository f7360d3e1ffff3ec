// SPDX-License-Identifier: MIT
#include "net/server/loopbackserver.h"
#include "ui/history/historystore.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/requestbar.h"
#include "ui/saved/collectionmodel.h"
#include "ui/saved/collectionstore.h"
#include "ui/saved/environmenteditor.h"
#include "ui/saved/savedpage.h"
#include "ui/saved/saverequestdialog.h"
#include "ui/window/mainwindow.h"
#include "ui/window/session.h"
#include "windowhelpers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace hopscope;

// The page of saved requests, its files, and what a secret variable leaves behind.
class SavedPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void listsAndShows();
    void filesAppear();
    void brokenIsListed();
    void openByKeys();
    void renameDeleteUndo_data();
    void renameDeleteUndo();
    void environmentByEditor();
    void secretsStayInMemory();
    void saveWithVariable();
    void imports();

private:
    void write(const QString &path, const QByteArray &text);
    QByteArray read(const QString &path) const;
    void add(const QString &path, const TraceRequest &request);
    SavedPage *page();
    QTreeView *tree() { return named<QTreeView>(*page(), u"Saved requests"_s); }
    QPushButton *button(const QString &name) { return named<QPushButton>(*page(), name); }
    QString preview() { return named<QPlainTextEdit>(*page(), u"The request as it is saved"_s)->toPlainText(); }
    CollectionStore &store() { return m_window->session().requests(); }
    /// Waits until the entry is there, and selects it.
    void select(const QString &path);
    /// No file below the folder of settings and data has the text.
    bool isOnDisk(const QByteArray &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void SavedPageTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hopscope"_s);
}

void SavedPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->filePath(u"settings"_s));
    qputenv("HOPSCOPE_REQUESTS", m_folder->filePath(u"requests"_s).toUtf8());
    qputenv("XDG_DATA_HOME", m_folder->filePath(u"data"_s).toUtf8());
}

void SavedPageTest::cleanup()
{
    m_window.reset();
    m_folder.reset();
}

void SavedPageTest::write(const QString &path, const QByteArray &text)
{
    const QString full = m_folder->filePath(u"requests/"_s + path);
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray SavedPageTest::read(const QString &path) const
{
    QFile file(m_folder->filePath(u"requests/"_s + path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SavedPageTest::add(const QString &path, const TraceRequest &request)
{
    write(path + u".request.json"_s, writeSavedRequest({.request = request}));
}

SavedPage *SavedPageTest::page()
{
    if (!m_window) {
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        const bool isActive = QTest::qWaitForWindowActive(m_window.get());
        QTest::keyClick(m_window.get(), Qt::Key_6, Qt::ControlModifier);
        if (!isActive)
            qWarning("the window is not active");
    }
    return m_window->findChild<SavedPage *>();
}

void SavedPageTest::select(const QString &path)
{
    QVERIFY(page());
    auto *model = page()->findChild<CollectionModel *>();
    QTRY_VERIFY_WITH_TIMEOUT(model->indexOf(path).isValid(), kTimeoutMs);
    for (QModelIndex index = tree()->model()->index(0, 0); index.isValid(); index = tree()->indexBelow(index)) {
        if (index.data(CollectionModel::PathRole).toString() == path)
            tree()->setCurrentIndex(index);
    }
    QCOMPARE(tree()->currentIndex().data(CollectionModel::PathRole).toString(), path);
    tree()->setFocus();
}

bool SavedPageTest::isOnDisk(const QByteArray &text) const
{
    QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

void SavedPageTest::listsAndShows()
{
    TraceRequest request{.method = "POST", .url = u"http://{{host}}/add"_s};
    request.headers.append("X-Mode", "{{mode}}");
    request.content.bytes = "the body";
    add(u"shop/add"_s, request);
    add(u"other"_s, {.url = u"http://b.example/"_s});
    select(u"shop/add.request.json"_s);
    QCOMPARE(preview(), u"POST http://{{host}}/add\nX-Mode: {{mode}}\n\nthe body\n\nClient: Browser (Fetch)"_s);
    auto *search = named<QLineEdit>(*page(), u"Search the requests"_s);
    QTest::keyClick(page(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"b.EXAMPLE"_s);
    QCOMPARE(tree()->model()->rowCount(), 1);
    QCOMPARE(tree()->model()->index(0, 0).data().toString(), u"GET  other"_s);
    search->clear();
    QCOMPARE(tree()->model()->rowCount(), 2);
}

void SavedPageTest::filesAppear()
{
    add(u"first"_s, {.url = u"http://a/"_s});
    select(u"first.request.json"_s);
    add(u"deep/second"_s, {.url = u"http://b/"_s});
    select(u"deep/second.request.json"_s);
    add(u"first"_s, {.url = u"http://changed/"_s});
    select(u"first.request.json"_s);
    QTRY_VERIFY_WITH_TIMEOUT(preview().startsWith(u"GET http://changed/"_s), kTimeoutMs);
    QVERIFY(QFile::remove(m_folder->filePath(u"requests/first.request.json"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(!store().entry(u"first.request.json"_s), kTimeoutMs);
}

void SavedPageTest::brokenIsListed()
{
    write(u"bad.request.json"_s, "{\n]");
    select(u"bad.request.json"_s);
    QVERIFY(preview().contains(u"This file cannot be read and is left as it is"_s));
    QVERIFY(preview().contains(u"line 2, column 1: "_s));
    QVERIFY(!button(u"Open"_s)->isEnabled());
    QSignalSpy said(page(), &SavedPage::statusMessage);
    QTest::keyClick(tree(), Qt::Key_Delete);
    QCOMPARE(said.size(), 1);
    QCOMPARE(read(u"bad.request.json"_s), QByteArray("{\n]"));
}

void SavedPageTest::openByKeys()
{
    TraceRequest request{.client = u"curl"_s, .method = "PUT", .url = u"http://{{host}}/x"_s};
    request.headers.append("A", "{{b}}");
    add(u"a"_s, request);
    select(u"a.request.json"_s);
    QTest::keyClick(tree(), Qt::Key_Return);
    const Result<TraceRequest> typed = m_window->inspect()->bar()->request();
    QVERIFY2(typed, qPrintable(typed.error));
    QVERIFY(m_window->inspect()->isVisible());
    QCOMPARE(typed->url, request.url);
    QCOMPARE(typed->headers, request.headers);
    QCOMPARE(typed->method, request.method);
    m_window->inspect()->bar()->trace();
    QCOMPARE(named<QLabel>(*m_window, u"What is wrong with the request"_s)->text(),
             u"the URL has {{host}}, which has no value: choose an environment that has this variable"_s);
}

void SavedPageTest::renameDeleteUndo_data()
{
    QTest::addColumn<bool>("byMouse");
    QTest::newRow("keyboard") << false;
    QTest::newRow("mouse") << true;
}

/// A request keeps its bytes, and stays selected under its new name.
void SavedPageTest::renameDeleteUndo()
{
    QFETCH(bool, byMouse);
    add(u"a"_s, {.method = "PUT", .url = u"http://a.example/"_s});
    const QByteArray bytes = read(u"a.request.json"_s);
    select(u"a.request.json"_s);
    const auto menu = [this](const QString &entry) {
        QMenu *more = button(u"More"_s)->menu();
        for (QAction *action : more->actions()) {
            if (QString(action->text()).remove(u'&').section(u'\t', 0, 0) == entry)
                action->trigger();
        }
    };
    bool isTyped = false;
    QTimer::singleShot(0, this, [&] {
        QWidget *dialog = QApplication::activeModalWidget();
        auto *line = dialog ? dialog->findChild<QLineEdit *>() : nullptr;
        if (!line)
            return;
        isTyped = true;
        line->setText(u"b"_s);
        QTest::keyClick(line, Qt::Key_Return);
    });
    if (byMouse)
        menu(u"Rename…"_s);
    else
        QTest::keyClick(tree(), Qt::Key_F2);
    QVERIFY(isTyped);
    QTRY_COMPARE_WITH_TIMEOUT(store().entry(u"b.request.json"_s) != nullptr, true, kTimeoutMs);
    QVERIFY(!store().entry(u"a.request.json"_s));
    QCOMPARE(read(u"b.request.json"_s), bytes);
    QTRY_VERIFY_WITH_TIMEOUT(preview().contains(u"PUT"_s), kTimeoutMs);
    // Keys of a window are heard while it is the active one, which the dialog was.
    m_window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), m_window.get());
    if (byMouse)
        menu(u"Delete"_s);
    else
        QTest::keyClick(tree(), Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(!store().entry(u"b.request.json"_s), kTimeoutMs);
    QCOMPARE(read(u"b.request.json"_s), QByteArray());
    if (byMouse)
        QTest::mouseClick(button(u"Undo"_s), Qt::LeftButton);
    else
        QTest::keyClick(tree(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(store().entry(u"b.request.json"_s) != nullptr, kTimeoutMs);
    QCOMPARE(read(u"b.request.json"_s), bytes);
}

void SavedPageTest::environmentByEditor()
{
    QVERIFY(page());
    QTest::mouseClick(button(u"New environment…"_s), Qt::LeftButton);
    auto *editor = m_window->findChild<EnvironmentEditor *>();
    QVERIFY(editor);
    named<QLineEdit>(*editor, u"Name of the environment"_s)->setText(u"dev"_s);
    auto *table = named<QTableWidget>(*editor, u"Variables"_s);
    table->item(0, 0)->setText(u"a b"_s);
    table->item(0, 1)->setText(u"1"_s);
    editor->accept();
    QVERIFY(named<QLabel>(*editor, u"What is wrong"_s)->text().startsWith(u"\"a b\" is not a name"_s));
    table->item(0, 0)->setText(u"token"_s);
    table->item(0, 1)->setText(u"s3cret-value"_s);
    table->item(0, 2)->setCheckState(Qt::Checked);
    editor->accept();
    QCOMPARE(store().environment(), u"dev"_s);
    QVERIFY(read(u"environments/dev.json"_s).contains("\"secret\": true"));
    QVERIFY(!isOnDisk("s3cret-value"));
    QCOMPARE(store().variables()->find("token")->value, u"s3cret-value"_s);
    auto *box = named<QComboBox>(*page(), u"Environment"_s);
    QCOMPARE(box->currentText(), u"dev"_s);
    // It stays the one that requests are sent with.
    QVERIFY(QFile::remove(m_folder->filePath(u"requests/environments/dev.json"_s)));
    store().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(box->currentText(), u"dev (not there)"_s, kTimeoutMs);
}

/// A secret is asked for, sent, and in no file afterwards; not in the history either.
void SavedPageTest::secretsStayInMemory()
{
    LoopbackServer server;
    QVERIFY(server.listen());
    const QByteArray host = urlOf(server, {}).authority().toUtf8();
    write(u"environments/dev.json"_s, R"({"format": "hopscope-environment", "version": 1, "variables": [
        {"name": "host", "value": ")" + host +
                                          R"("}, {"name": "token", "secret": true}]})");
    TraceRequest request{.url = u"http://{{host}}/302?plain={{token}}"_s};
    request.headers.append("X-Echo", "a {{token}} b");
    add(u"a"_s, request);
    select(u"a.request.json"_s);
    store().setEnvironment(u"dev"_s);
    auto *value = named<QLineEdit>(*page(), u"Value of the secret variable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(value->isVisible(), kTimeoutMs);
    value->setFocus();
    QTest::keyClicks(value, u"s3cret-4711"_s);
    QTest::keyClick(value, Qt::Key_Return);
    QVERIFY(!value->isVisible());
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::mouseClick(button(u"Trace"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    const Trace trace = m_window->inspect()->trace();
    QCOMPARE(trace.hops.first().request.headers.first("X-Echo").value(), QByteArray("a s3cret-4711 b"));
    QCOMPARE(m_window->inspect()->bar()->request()->url, request.url);
    const std::shared_ptr<HistoryStore> history = m_window->session().history();
    QTRY_VERIFY_WITH_TIMEOUT(!history->ids().isEmpty(), kTimeoutMs);
    m_window.reset();
    QVERIFY(!isOnDisk("s3cret-4711"));
    QFile file(history->traceFile(history->ids().first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray stored = file.readAll();
    QVERIFY(!stored.contains("s3cret-4711"));
    QVERIFY(stored.contains("a [redacted 1] b"));
}

void SavedPageTest::saveWithVariable()
{
    QVERIFY(page());
    QTRY_VERIFY_WITH_TIMEOUT(store().isLoaded(), kTimeoutMs);
    TraceRequest request{.method = "POST", .url = u"http://a.example/orders/1?access_token=query-secret"_s};
    request.headers.append("Authorization", "Bearer field-secret");
    m_window->inspect()->setRequest(request);
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = m_window->findChild<SaveRequestDialog *>();
    QVERIFY(dialog);
    QCOMPARE(named<QLineEdit>(*dialog, u"Name of the request"_s)->text(), u"POST orders-1"_s);
    QVERIFY(named<QLabel>(*dialog, u"Secrets of the request"_s)->text().contains(u"Authorization: Bearer {{token}}"_s));
    QTest::mouseClick(named<QPushButton>(*dialog, u"Use secret variables"_s), Qt::LeftButton);
    QSignalSpy saved(dialog, &SaveRequestDialog::saved);
    QTest::keyClick(named<QLineEdit>(*dialog, u"Name of the request"_s), Qt::Key_Return);
    QCOMPARE(saved.size(), 1);
    const QByteArray file = read(u"POST orders-1.request.json"_s);
    QVERIFY(file.contains("Bearer {{token}}") && file.contains("access_token=[redacted "));
    QVERIFY(read(u"variables.json"_s).contains("\"token\""));
    QVERIFY(!isOnDisk("field-secret") && !isOnDisk("query-secret"));
    QCOMPARE(store().variables()->find("token")->value, u"field-secret"_s);
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    const QList<SaveRequestDialog *> dialogs = m_window->findChildren<SaveRequestDialog *>();
    for (QCheckBox *box : dialogs.last()->findChildren<QCheckBox *>())
        box->setChecked(true);
    dialogs.last()->accept();
    QVERIFY(read(u"POST orders-1 2.request.json"_s).contains("Bearer field-secret"));
}

void SavedPageTest::imports()
{
    QVERIFY(page());
    QFile file(m_folder->filePath(u"x.http"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("### One\nGET http://{{$guid}}/?x=told-4711\nX-Own: own-4711\n");
    file.close();
    // What the user calls secret, and what was told, is left out.
    Preferences preferences = m_window->session().preferences();
    preferences.secretNames = {u"X-Own"_s};
    QCOMPARE(m_window->session().setPreferences(preferences), QString());
    store().setSecret({}, u"token"_s, u"told-4711"_s);
    QSignalSpy imported(page(), &SavedPage::imported);
    page()->importFrom(file.fileName());
    QVERIFY(imported.wait(kTimeoutMs));
    QVERIFY(preview().startsWith(u"Imported: 1 requests, 0 environments.\nOne: {{$guid}} is made up"_s));
    select(u"One.request.json"_s);
    QVERIFY(preview().contains(u"Note: {{$guid}} is made up"_s));
    QVERIFY(preview().contains(u"X-Own: [redacted "_s) && !preview().contains(u"-4711"_s));
    QSignalSpy said(page(), &SavedPage::statusMessage);
    page()->importFrom(m_folder->filePath(u"settings"_s));
    QVERIFY(imported.wait(kTimeoutMs));
    QVERIFY(said.last().first().toString().startsWith(u"Nothing was imported: "_s));
}

QTEST_MAIN(SavedPageTest)
#include "tst_savedpage.moc"
