package org.interesttracker.seal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Users' keys in a folder of any file system that Flink has, wrapped by a master key.
 *
 * <pre>
 * FOLDER/ab/cd…ef/000001769846400000-KEYID-MASTERID.key    version, nonce, wrapped key, tag: 61 bytes
 * FOLDER/ab/cd…ef/000001769846400000-KEYID.gone            empty: the key was destroyed
 * </pre>
 *
 * <p>The user's folder is named by the SHA-256 of the user id, the first two digits apart; the
 * number is the time the key is from. No file is ever changed: each is written beside its place and
 * then renamed, so whoever sees it sees all of it, and a destroyed key is one that was deleted
 * after its mark was set. The mark goes before a key that comes back from a backup. Where two keys
 * are from one time, the one of the lower id counts. What this makes on a file system of this
 * machine nobody but its owner may read, see {@link OwnerOnly}.
 */
public final class FileUserKeys implements UserKeys {

  private static final String KEY = ".key";
  private static final String GONE = ".gone";

  /** Before the name of a file that is being written. */
  private static final String UNFINISHED = ".";

  /** The time that the key is from, its id, and the master key's id, which a mark has not. */
  private static final Pattern NAME =
      Pattern.compile("(\\d{18,19})-(\\p{XDigit}+)(?:-(\\p{XDigit}+)\\.key|\\.gone)");

  private static final int SHARD = 2;

  private final Path folder;
  private final MasterKeys masters;

  /**
   * @param folder created when the first key is
   */
  public FileUserKeys(String folder, MasterKeys masters) {
    this.folder = new Path(folder);
    this.masters = masters;
  }

  /** One file, by its name. */
  private record Entry(Path path, long since, String id, String masterId) {

    /** Null for what is no file of a key. */
    static Entry of(Path path) {
      Matcher name = NAME.matcher(path.getName());
      return name.matches()
          ? new Entry(path, Long.parseLong(name.group(1)), name.group(2), name.group(3))
          : null;
    }

    boolean isGone() {
      return masterId == null;
    }
  }

  @Override
  public synchronized List<UserKey> find(String userId) {
    Path home = home(userId);
    try {
      List<Entry> entries = entries(home);
      Set<String> gone = gone(entries);
      List<UserKey> keys = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (Entry entry : entries) {
        if (gone.contains(entry.id)) {
          if (seen.add(entry.id)) {
            keys.add(UserKey.destroyed(entry.id, entry.since));
          }
        } else if (isBest(entry, entries) && seen.add(entry.id)) {
          keys.add(UserKey.of(entry.id, entry.since, unwrap(entry, home)));
        }
      }
      return keys;
    } catch (IOException e) {
      throw outOfReach(e);
    }
  }

  /** A key that is being wrapped anew has two files; that of a master key at hand is read. */
  private boolean isBest(Entry entry, List<Entry> entries) {
    return masters.knows(entry.masterId)
        || entries.stream()
            .noneMatch(
                other ->
                    other.id.equals(entry.id) && masters.knows(String.valueOf(other.masterId)));
  }

  private static Set<String> gone(List<Entry> entries) {
    Set<String> ids = new HashSet<>();
    entries.stream().filter(Entry::isGone).forEach(entry -> ids.add(entry.id));
    return ids;
  }

  private byte[] unwrap(Entry entry, Path home) throws IOException {
    if (!masters.knows(entry.masterId)) {
      throw new UserKeysException(
          "The user keys in "
              + folder
              + " were wrapped by the master key "
              + entry.masterId
              + ", but the one given is "
              + masters.currentId());
    }
    byte[] key = masters.unwrap(read(entry.path), entry.masterId, place(home, entry));
    if (key == null) {
      throw new UserKeysException("The user key " + entry.path + " is damaged");
    }
    return key;
  }

  @Override
  public synchronized void create(String userId, long since) {
    Path home = home(userId);
    try {
      if (entries(home).stream().noneMatch(entry -> entry.since == since)) {
        String id = HexFormat.of().formatHex(AesGcm.randomBytes(UserKey.ID_BYTES));
        Entry entry = new Entry(null, since, id, masters.currentId());
        write(
            new Path(home, name(entry) + "-" + entry.masterId + KEY),
            masters.wrap(AesGcm.randomBytes(UserKey.BYTES), place(home, entry)));
      }
    } catch (IOException e) {
      throw outOfReach(e);
    }
  }

  @Override
  public synchronized int destroy(String userId, long before) {
    Path home = home(userId);
    try {
      List<Entry> entries = entries(home);
      Set<String> gone = gone(entries);
      Set<String> destroyed = new HashSet<>();
      for (Entry entry : entries) {
        boolean ended =
            entries.stream().anyMatch(next -> next.since > entry.since && next.since <= before);
        if (ended && !entry.isGone()) {
          if (!gone.contains(entry.id) && destroyed.add(entry.id)) {
            write(new Path(home, name(entry) + GONE), new byte[0]);
          }
          delete(entry.path);
        }
        if (ended) {
          deleteUnfinished(home, entry);
        }
      }
      return destroyed.size();
    } catch (IOException e) {
      throw outOfReach(e);
    }
  }

  /** What a process that was wrapping the key anew left behind when it was stopped. */
  private void deleteUnfinished(Path home, Entry entry) throws IOException {
    for (FileStatus file : list(home)) {
      if (file.getPath().getName().startsWith(UNFINISHED + name(entry))) {
        delete(file.getPath());
      }
    }
  }

  /**
   * Wraps all keys anew that the current master key does not wrap. It can be stopped and started
   * again, and run while a job runs that has both master keys.
   *
   * @return how many were
   * @throws UserKeysException if a key cannot be read or written
   */
  public synchronized int rewrap() {
    try {
      int count = 0;
      for (FileStatus shard : list(folder)) {
        for (FileStatus home : list(shard.getPath())) {
          count += rewrap(home.getPath());
        }
      }
      return count;
    } catch (IOException e) {
      throw outOfReach(e);
    }
  }

  private int rewrap(Path home) throws IOException {
    int count = 0;
    List<Entry> entries = entries(home);
    Set<String> gone = gone(entries);
    for (Entry entry : entries) {
      if (!entry.isGone() && !gone.contains(entry.id) && !isCurrent(entry)) {
        Path anew = new Path(home, name(entry) + "-" + masters.currentId() + KEY);
        write(anew, masters.wrap(unwrap(entry, home), place(home, entry)));
        delete(entry.path);
        if (gone(entries(home)).contains(entry.id)) {
          delete(anew);
        }
        count++;
      }
    }
    return count;
  }

  private boolean isCurrent(Entry entry) {
    return entry.masterId.equals(masters.currentId());
  }

  private Path home(String userId) {
    String hash = hash(userId);
    return new Path(new Path(folder, hash.substring(0, SHARD)), hash.substring(SHARD));
  }

  private static String hash(String userId) {
    try {
      byte[] bytes = userId.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  private static String name(Entry entry) {
    return String.format(Locale.ROOT, "%018d-%s", entry.since, entry.id);
  }

  /** What a wrapped key is bound to. */
  private static String place(Path home, Entry entry) {
    return home.getParent().getName() + home.getName() + "/" + name(entry);
  }

  private List<Entry> entries(Path home) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (FileStatus status : list(home)) {
      Entry entry = Entry.of(status.getPath());
      if (entry != null) {
        entries.add(entry);
      }
    }
    entries.sort(Comparator.comparingLong(Entry::since).thenComparing(Entry::id));
    return entries;
  }

  private FileStatus[] list(Path path) throws IOException {
    try {
      FileStatus[] found = files().listStatus(path);
      return found == null ? new FileStatus[0] : found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private FileSystem files() throws IOException {
    return folder.getFileSystem();
  }

  private byte[] read(Path path) throws IOException {
    try (FSDataInputStream in = files().open(path)) {
      return in.readAllBytes();
    }
  }

  private void write(Path path, byte[] bytes) throws IOException {
    FileSystem files = files();
    OwnerOnly.mkdirs(files, path.getParent());
    String random = HexFormat.of().formatHex(AesGcm.randomBytes(Long.BYTES));
    Path beside = new Path(path.getParent(), UNFINISHED + path.getName() + "." + random);
    try (FSDataOutputStream out = OwnerOnly.create(files, beside)) {
      out.write(bytes);
    }
    if (!files.rename(beside, path)) {
      files.delete(beside, false);
      if (!files.exists(path)) {
        throw new IOException(path + " could not be put in its place");
      }
    }
  }

  private void delete(Path path) throws IOException {
    FileSystem files = files();
    if (!files.delete(path, false) && files.exists(path)) {
      throw new IOException(path + " could not be deleted");
    }
  }

  private UserKeysException outOfReach(IOException e) {
    return new UserKeysException(
        "The user keys in " + folder + " cannot be read or written: " + e.getMessage(), e);
  }
}
