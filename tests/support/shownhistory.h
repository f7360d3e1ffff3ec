// SPDX-License-Identifier: MIT
#pragma once

#include "sampletraces.h"
#include "ui/history/historypage.h"
#include "ui/history/historystore.h"
#include "windowhelpers.h"

#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

/// A page of a history of its own, with three traces.
struct ShownHistory {
    void prepare()
    {
        m_settings = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings->path());
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_age = 0;
    }

    void close()
    {
        m_page.reset();
        m_store.reset();
    }

    /// A store that has read its folder.
    std::shared_ptr<hopscope::HistoryStore> opened() const
    {
        auto store = std::make_shared<hopscope::HistoryStore>(m_folder->path());
        QSignalSpy loaded(store.get(), &hopscope::HistoryStore::loaded);
        if (!store->isLoaded())
            loaded.wait(kTimeoutMs);
        return store;
    }

    /// Adds, and waits until it is written.
    QString add(hopscope::HistoryStore &store, const hopscope::Trace &trace)
    {
        hopscope::Trace dated = trace;
        dated.started = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC).addSecs(60 * m_age++);
        QSignalSpy added(&store, &hopscope::HistoryStore::added);
        store.add(dated, {}, false);
        return added.wait(kTimeoutMs) ? added.first().first().toString() : QString();
    }

    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    void showPage()
    {
        m_store = opened();
        add(*m_store, hopscope::longTrace(20));
        add(*m_store, hopscope::failedTrace());
        add(*m_store, hopscope::sampleTrace());
        QVERIFY(m_store->ids().size() >= 3);
        m_page = std::make_unique<hopscope::HistoryPage>();
        m_page->setStore(m_store);
        m_page->resize(1200, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        list()->setFocus();
    }

    QTableView *list() const { return named<QTableView>(*m_page, QStringLiteral("Traces")); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*m_page, name); }

    std::unique_ptr<QTemporaryDir> m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<hopscope::HistoryStore> m_store;
    std::unique_ptr<hopscope::HistoryPage> m_page;
    int m_age = 0;
};
