package vn.lienthong.hub.app;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.hub.delivery.FileLinkKeys;
import vn.lienthong.hub.delivery.FileLinks;
import vn.lienthong.hub.delivery.RecordFiles;
import vn.lienthong.hub.intake.ContentStore;

/**
 * All that a hub does with the files of dossiers.
 *
 * @param records closed with the hub that sends
 */
record HubFiles(StoredFiles stored, FileLinks links, RecordFiles records, FilesGiven given) {

    static HubFiles of(HubSettings settings, Clock clock) {
        FileSettings files = settings.files();
        StoredFiles stored =
                new StoredFiles(ContentStore.folder(settings.attachmentFolder()), new ConcurrentHashMap<>());
        FileLinks links = new FileLinks(files.publicAddress(), FileLinkKeys.at(files.keyFile(settings.dataFolder())));
        long largest = settings.intake().attachmentLimit().toBytes();
        return new HubFiles(
                stored, links, new RecordFiles(stored, files.fetchRules(largest), links), new FilesGiven(clock));
    }
}
