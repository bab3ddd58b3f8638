// Writes files with the real library that the reader of the format is held against.
//
//	go run . fixtures DIR    the fixtures of BoltFixturesTest
//	go run . original FILE   the users and settings of a data directory of the original; what is in
//	                         it comes as JSON on standard input
//	go run . sum FILE        what BoltSum computes of such a file
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"
)

func main() {
	switch os.Args[1] {
	case "fixtures":
		fixtures(os.Args[2])
	case "original":
		original(os.Args[2], os.Stdin)
	case "sum":
		fmt.Println(sum(os.Args[2]))
	default:
		panic("unknown command " + os.Args[1])
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func open(file string, pageSize int) *bolt.DB {
	db, err := bolt.Open(file, 0o600, &bolt.Options{PageSize: pageSize, NoFreelistSync: false})
	must(err)
	return db
}

// A value that says which it is, and packs well.
func value(i, length int) []byte {
	return bytes.Repeat([]byte{byte('a' + i%26)}, length)
}

func fixtures(dir string) {
	make := func(name string, pageSize int, steps ...func(*bolt.Tx)) {
		file := filepath.Join(dir, name+".db")
		must(os.RemoveAll(file))
		db := open(file, pageSize)
		for _, step := range steps {
			must(db.Update(func(tx *bolt.Tx) error { step(tx); return nil }))
		}
		must(db.Close())
		must(os.WriteFile(filepath.Join(dir, name+".sum"), []byte(sum(file)+"\n"), 0o644))
		pack(file)
	}
	make("empty", 4096)
	make("many", 4096, manyKeys, deleteSome, nested)
	make("pages-16k", 16384, manyKeys, nested)
	make("pages-64k", 65536, nested)
}

func pack(file string) {
	plain, err := os.ReadFile(file)
	must(err)
	var packed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	must(err)
	_, err = writer.Write(plain)
	must(err)
	must(writer.Close())
	must(os.WriteFile(strings.TrimSuffix(file, ".db")+".bin", packed.Bytes(), 0o644))
	must(os.Remove(file))
}

func bucket(tx *bolt.Tx, name string) *bolt.Bucket {
	b, err := tx.CreateBucketIfNotExists([]byte(name))
	must(err)
	return b
}

func manyKeys(tx *bolt.Tx) {
	b := bucket(tx, "many")
	for i := 0; i < 4000; i++ {
		must(b.Put([]byte(fmt.Sprintf("key-%08d", i*7919%1000003)), value(i, i%40)))
	}
}

func deleteSome(tx *bolt.Tx) {
	b := tx.Bucket([]byte("many"))
	for i := 0; i < 4000; i += 3 {
		must(b.Delete([]byte(fmt.Sprintf("key-%08d", i*7919%1000003))))
	}
	gone := bucket(tx, "gone")
	must(gone.Put([]byte("x"), value(1, 9000)))
	must(tx.DeleteBucket([]byte("gone")))
}

func nested(tx *bolt.Tx) {
	b := bucket(tx, "nested")
	must(b.Put([]byte("empty value"), nil))
	must(b.Put([]byte{0, 0xff, 0x7f, 0}, []byte{0, 1, 2, 0xff}))
	must(b.Put([]byte("large"), value(1, 70000)))
	must(b.Put([]byte("larger"), value(2, 200000)))
	for depth := 0; depth < 5; depth++ {
		inner, err := b.CreateBucket([]byte(fmt.Sprintf("level %d", depth)))
		must(err)
		must(inner.Put([]byte("inline"), value(depth, 10)))
		if depth%2 == 1 {
			for i := 0; i < 300; i++ {
				must(inner.Put([]byte(fmt.Sprintf("n%05d", i)), value(i, 30)))
			}
		}
		b = inner
	}
	bucket(tx, "nothing in it")
}

// What is in a file: each pair and each bucket, in their order, with their lengths.
func sum(file string) string {
	db, err := bolt.Open(file, 0o600, &bolt.Options{ReadOnly: true})
	must(err)
	defer db.Close()
	digest := sha256.New()
	count := 0
	must(db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			count += walk(digest, name, b)
			return nil
		})
	}))
	return fmt.Sprintf("%d %s", count, hex.EncodeToString(digest.Sum(nil)))
}

func walk(digest hash.Hash, name []byte, b *bolt.Bucket) int {
	count := 0
	field(digest, 'B', name)
	must(b.ForEach(func(key, value []byte) error {
		if value == nil {
			count += walk(digest, key, b.Bucket(key))
		} else {
			field(digest, 'K', key)
			field(digest, 'V', value)
			count++
		}
		return nil
	}))
	field(digest, 'E', nil)
	return count
}

func field(digest hash.Hash, kind byte, bytes []byte) {
	var length [4]byte
	binary.BigEndian.PutUint32(length[:], uint32(len(bytes)))
	digest.Write([]byte{kind})
	digest.Write(length[:])
	digest.Write(bytes)
}

// One user, with its secret in the clear; fields holds the rest of its record.
type user struct {
	ID     string                     `json:"id"`
	Secret string                     `json:"secret"`
	Fields map[string]json.RawMessage `json:"fields"`
}

type content struct {
	Key    string            `json:"key"`
	Users  []user            `json:"users"`
	Config map[string]string `json:"config"`
}

func original(file string, in io.Reader) {
	var wanted content
	must(json.NewDecoder(in).Decode(&wanted))
	db := open(file, 0)
	must(db.Update(func(tx *bolt.Tx) error {
		users := bucket(tx, "Users")
		for _, one := range wanted.Users {
			record := map[string]json.RawMessage{}
			for name, field := range one.Fields {
				record[name] = field
			}
			record["accessKeyID"] = quoted(one.ID)
			record["encryptedSecret"] = quoted(encrypt(wanted.Key, one.Secret))
			bytes, err := json.Marshal(record)
			must(err)
			must(users.Put([]byte(one.ID), bytes))
		}
		config := bucket(tx, "Config")
		for name, value := range wanted.Config {
			must(config.Put([]byte(name), []byte(value)))
		}
		samples := bucket(tx, "RequestSamples")
		must(samples.Put(make([]byte, 8), make([]byte, 12)))
		return nil
	}))
	must(db.Close())
}

func quoted(text string) json.RawMessage {
	bytes, err := json.Marshal(text)
	must(err)
	return bytes
}

// The nonce follows from the secret: the same file each time. It is for tests alone.
func encrypt(key, secret string) string {
	block, err := aes.NewCipher([]byte(key))
	must(err)
	gcm, err := cipher.NewGCM(block)
	must(err)
	digest := sha256.Sum256([]byte(secret))
	nonce := digest[:gcm.NonceSize()]
	return base64.StdEncoding.EncodeToString(gcm.Seal(nonce, nonce, []byte(secret), nil))
}
