import { Button, Group, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { strings } from "./strings";

/** Opens a bucket by its name, for who was given one and may not list them. */
export function OpenBucket() {
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    void navigate({ to: "/buckets/$bucket", params: { bucket: name.trim() } });
  };
  return (
    <form onSubmit={open}>
      <Group gap="xs" align="end">
        <TextInput
          label={strings.bucketName}
          required
          withAsterisk={false}
          autoCapitalize="none"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {strings.open}
        </Button>
      </Group>
    </form>
  );
}
